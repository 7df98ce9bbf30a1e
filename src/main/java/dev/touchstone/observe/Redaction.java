package dev.touchstone.observe;

import dev.touchstone.cluster.Digest;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps secrets out of what is written: it puts the digest of a value in the value's place. */
public final class Redaction {

    private static final List<String> SECRET_DATA = List.of("data", "stringData");

    private Redaction() {}

    /** A copy of any object, in which Secrets' data and the values of containers' environments are hashed. */
    public static JsonNode of(JsonNode object) {
        JsonNode copy = object.deepCopy();
        redact(copy);
        return copy;
    }

    // At any depth: a Secret may stand in a List, a template in a custom resource, and a container may come alone.
    private static void redact(JsonNode node) {
        if (node.path("kind").asString("").equals("Secret")) {
            SECRET_DATA.forEach(key -> hashAll(node.path(key)));
        }
        node.path("env").forEach(variable -> hash(variable, "value"));
        node.forEach(Redaction::redact);
    }

    private static void hashAll(JsonNode data) {
        data.propertyNames().stream().toList().forEach(key -> hash(data, key));
    }

    private static void hash(JsonNode node, String key) {
        if (node instanceof ObjectNode object && object.has(key)) {
            object.put(key, "sha256:" + Digest.sha256(object.path(key).asString("")));
        }
    }
}
