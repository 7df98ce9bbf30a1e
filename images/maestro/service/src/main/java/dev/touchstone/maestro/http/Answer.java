package dev.touchstone.maestro.http;

import dev.touchstone.maestro.json.Json;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What is answered: always JSON.
 *
 * @param status of HTTP
 * @param headers beside its type
 */
public record Answer(int status, Map<String, String> headers, JsonNode body) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** One without further headers. */
    public static Answer of(int status, JsonNode body) {
        return new Answer(status, Map.of(), body);
    }

    /** One that says what went wrong. */
    public static Answer error(int status, String message) {
        return of(status, Json.object().put("error", message));
    }

    /** The same with a header. */
    public Answer with(String name, String value) {
        return new Answer(status, Map.of(name, value), body);
    }
}
