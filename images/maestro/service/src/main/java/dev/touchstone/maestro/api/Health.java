package dev.touchstone.maestro.api;

import dev.touchstone.maestro.http.Answer;
import dev.touchstone.maestro.http.Route;
import dev.touchstone.maestro.json.Json;
import dev.touchstone.maestro.patience.Stop;
import dev.touchstone.maestro.patience.UnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Whether this process is alive, which is its own affair, and whether it is ready, which is not. */
public final class Health {

    private final Supplier<Optional<String>> trouble;
    private final Map<String, Runnable> dependencies;
    private final Stop stop;
    private volatile boolean started;

    /**
     * Of one process.
     *
     * @param trouble why it should be started anew, if it should
     * @param dependencies each throws when it does not answer
     */
    public Health(Supplier<Optional<String>> trouble, Map<String, Runnable> dependencies, Stop stop) {
        this.trouble = trouble;
        this.dependencies = new TreeMap<>(dependencies);
        this.stop = stop;
    }

    /** From now on it can be ready. */
    public void started() {
        started = true;
    }

    /** Whether it can. */
    public boolean hasStarted() {
        return started;
    }

    /** Where it is asked. */
    public List<Route> routes() {
        return List.of(Route.of("GET", "/healthz", request -> alive()), Route.of("GET", "/readyz", request -> ready()));
    }

    private Answer alive() {
        return trouble.get().map(why -> Answer.error(503, why)).orElseGet(() -> Answer.of(200, ok("alive")));
    }

    private Answer ready() {
        if (stop.wanted()) {
            return Answer.error(503, "this process is ending");
        }
        ObjectNode seen = Json.object();
        boolean all = started;
        for (Map.Entry<String, Runnable> dependency : dependencies.entrySet()) {
            Optional<String> failure = failureOf(dependency.getValue());
            seen.put(dependency.getKey(), failure.orElse("answers"));
            all &= failure.isEmpty();
        }
        seen.put("start", started ? "is over" : "is not over");
        return Answer.of(all ? 200 : 503, seen);
    }

    private static Optional<String> failureOf(Runnable dependency) {
        try {
            dependency.run();
            return Optional.empty();
        } catch (UnavailableException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static ObjectNode ok(String state) {
        return Json.object().put("state", state);
    }
}
