package dev.touchstone.maestro.http;

import dev.touchstone.maestro.json.BadInputException;
import dev.touchstone.maestro.json.Json;
import dev.touchstone.maestro.patience.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds who answers a request. What goes wrong on the way becomes an answer too. */
public final class Router {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private static final String TOO_LARGE =
            "body: found more than %1$d bytes, allowed: %1$d bytes".formatted(Body.MOST);

    private final List<Route> routes;

    /** The first route that matches answers. */
    public Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    Answer answer(String method, String path, InputStream body) throws IOException {
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            Matcher matcher = route.pattern().matcher(path);
            if (!matcher.matches()) {
                continue;
            }
            if (route.method().equals(method)) {
                return Body.read(body)
                        .map(read -> answer(route, new Request(matcher.toMatchResult(), read)))
                        .orElseGet(() -> Answer.error(413, TOO_LARGE));
            }
            methods.add(route.method());
        }
        if (methods.isEmpty()) {
            return Answer.error(404, "nothing is at %s; there is: %s".formatted(path, paths()));
        }
        String allowed = String.join(", ", methods);
        return Answer.error(405, "found %s, allowed: %s".formatted(method, allowed))
                .with("Allow", allowed);
    }

    // A client gets an answer whatever happens, and a defect goes to the log.
    @SuppressWarnings("PMD.AvoidCatchingGenericException")
    private static Answer answer(Route route, Request request) {
        try {
            return route.handler().apply(request);
        } catch (BadInputException e) {
            return Answer.of(
                    400,
                    Json.object()
                            .put("error", e.getMessage())
                            .put("field", e.field())
                            .put("found", e.found())
                            .put("allowed", e.allowed()));
        } catch (UnavailableException e) {
            LOG.warn(e.getMessage());
            return Answer.error(503, e.getMessage()).with("Retry-After", "1");
        } catch (RuntimeException e) {
            LOG.error("{} {}", route.method(), route.path(), e);
            return Answer.error(500, "a defect of this service; its log says more");
        }
    }

    private String paths() {
        List<String> paths = new ArrayList<>();
        routes.forEach(route -> paths.add(route.method() + " " + route.path()));
        return String.join(", ", paths);
    }
}
