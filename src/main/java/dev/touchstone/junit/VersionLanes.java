package dev.touchstone.junit;

import dev.touchstone.cluster.KubernetesVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs scenarios on several versions of Kubernetes: a lane for each version, in which they go one after the other, and as many lanes
 * at once as the machine has room for. Whoever asks for a result waits for that one only, so that what is told has an order
 * of its own, whichever lane is faster.
 */
final class VersionLanes implements AutoCloseable {

    /** What the scenarios of one version run on. */
    interface Ground extends AutoCloseable {

        AcceptanceResult run(PreparedScenario prepared);

        @Override
        default void close() {}
    }

    private final int atOnce;
    private final Function<List<PreparedScenario>, Ground> grounds;
    private final Map<KubernetesVersion, List<PreparedScenario>> byVersion;
    private final Map<String, CompletableFuture<AcceptanceResult>> results = new HashMap<>();
    private final List<Future<?>> lanes = new ArrayList<>();

    /**
     * Nothing is started yet.
     *
     * @param all scenarios on all versions
     * @param atOnce how many lanes may run at once; the others follow
     * @param grounds makes what those of one version run on, before the first of them
     */
    VersionLanes(List<PreparedScenario> all, int atOnce, Function<List<PreparedScenario>, Ground> grounds) {
        this.atOnce = atOnce;
        this.grounds = grounds;
        this.byVersion = all.stream()
                .collect(Collectors.groupingBy(PreparedScenario::version, LinkedHashMap::new, Collectors.toList()));
        all.forEach(each -> results.put(key(each), new CompletableFuture<>()));
    }

    private synchronized void start() {
        if (lanes.isEmpty()) {
            ExecutorService threads = Executors.newFixedThreadPool(atOnce);
            byVersion.values().forEach(here -> lanes.add(threads.submit(() -> run(here))));
            threads.shutdown();
        }
    }

    private static String key(PreparedScenario prepared) {
        return prepared.scenario().name() + " on " + prepared.version().minor();
    }

    // Whatever goes wrong in a lane is told to whoever waits for what should have come out of it.
    @SuppressWarnings("IllegalCatch")
    private void run(List<PreparedScenario> here) {
        Thread.currentThread().setName("Kubernetes " + here.get(0).version().minor());
        try (Ground ground = grounds.apply(here)) {
            for (PreparedScenario each : here) {
                try {
                    future(each).complete(ground.run(each));
                } catch (RuntimeException failed) {
                    future(each).completeExceptionally(failed);
                }
            }
        } catch (RuntimeException noGround) {
            here.forEach(each -> future(each).completeExceptionally(noGround));
            throw noGround;
        }
    }

    private CompletableFuture<AcceptanceResult> future(PreparedScenario prepared) {
        return Objects.requireNonNull(results.get(key(prepared)));
    }

    /** How one of them comes out, as soon as it does. */
    AcceptanceResult of(PreparedScenario prepared) {
        start();
        try {
            return future(prepared).join();
        } catch (CompletionException failed) {
            throw cause(failed);
        }
    }

    /** Wait until every lane that was started has ended. */
    @Override
    public synchronized void close() {
        List<RuntimeException> failed = new ArrayList<>();
        for (Future<?> lane : lanes) {
            try {
                lane.get();
            } catch (ExecutionException e) {
                failed.add(cause(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failed.add(new IllegalStateException("interrupted while scenarios ran", e));
            }
        }
        if (!failed.isEmpty()) {
            throw failed.get(0);
        }
    }

    private static RuntimeException cause(Exception failed) {
        return failed.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException("a scenario could not be tried", failed);
    }
}
