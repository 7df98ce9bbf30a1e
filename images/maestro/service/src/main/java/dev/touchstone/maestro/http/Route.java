package dev.touchstone.maestro.http;

import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Who answers what.
 *
 * @param method of HTTP
 * @param path as people read it, such as /jobs/{id}
 * @param pattern the whole of a request's path must match it
 * @param handler who answers
 */
public record Route(String method, String path, Pattern pattern, Function<Request, Answer> handler) {

    /** Of a path in which what is in braces is variable. */
    public static Route of(String method, String path, Function<Request, Answer> handler) {
        return new Route(method, path, Pattern.compile(path.replaceAll("\\{[a-z]+}", "([^/]+)")), handler);
    }

    /** The same with another handler. */
    Route handledBy(Function<Request, Answer> other) {
        return new Route(method, path, pattern, other);
    }
}
