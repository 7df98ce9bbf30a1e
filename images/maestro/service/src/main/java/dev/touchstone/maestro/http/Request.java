package dev.touchstone.maestro.http;

import dev.touchstone.maestro.json.Json;
import java.util.regex.MatchResult;
import tools.jackson.databind.JsonNode;

/** What was asked. */
public final class Request {

    private final MatchResult path;
    private final byte[] body;

    Request(MatchResult path, byte[] body) {
        this.path = path;
        this.body = body;
    }

    /** The first group of the route's pattern: what is variable in the path. */
    public String name() {
        return path.group(1);
    }

    /**
     * The body.
     *
     * @throws dev.touchstone.maestro.json.BadInputException when it is no JSON
     */
    public JsonNode json() {
        return Json.read(body);
    }
}
