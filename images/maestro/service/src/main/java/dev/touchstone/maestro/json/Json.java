package dev.touchstone.maestro.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Text to trees and back. Decimal numbers stay decimal: nothing becomes a double on its way. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** An object to be filled. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** What was sent, which is never trusted to be JSON. */
    public static JsonNode read(byte[] text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            String where = "line %d, column %d"
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            String what = e.getOriginalMessage().replaceAll(" \\(start marker.*|\\s+$", "");
            throw new BadInputException("body", "%s: %s".formatted(where, what), "a JSON object");
        }
    }

    /** What this service itself has stored. */
    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    /** A tree as text. */
    public static byte[] write(JsonNode tree) {
        return MAPPER.writeValueAsBytes(tree);
    }
}
