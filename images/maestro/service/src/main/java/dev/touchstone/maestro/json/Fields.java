package dev.touchstone.maestro.json;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of one object that a client sent. Each is asked for by name; what nobody asked for is not allowed. */
final class Fields {

    private static final int LONGEST_QUOTE = 60;

    private final JsonNode object;
    private final Set<String> known = new TreeSet<>();

    Fields(JsonNode tree) {
        if (!tree.isObject()) {
            throw new BadInputException("body", quote(tree), "a JSON object");
        }
        object = tree;
    }

    String text(String name, String allowed) {
        JsonNode value = get(name);
        if (value == null || !value.isString()) {
            throw wrong(name, value, allowed);
        }
        return value.stringValue();
    }

    int number(String name, int least, int most) {
        JsonNode value = get(name);
        if (value == null
                || !value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw wrong(name, value, "a whole number from %d to %d".formatted(least, most));
        }
        return value.intValue();
    }

    JsonNode array(String name, int most, String allowed) {
        JsonNode value = get(name);
        if (value == null || !value.isArray()) {
            throw wrong(name, value, allowed);
        }
        if (value.isEmpty() || value.size() > most) {
            throw new BadInputException(name, value.size() + " of them", allowed);
        }
        return value;
    }

    void noOthers() {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw new BadInputException(name, quote(object.get(name)), "no field but " + String.join(", ", known));
            }
        }
    }

    static BadInputException wrong(String name, @Nullable JsonNode value, String allowed) {
        return new BadInputException(name, quote(value), allowed);
    }

    private @Nullable JsonNode get(String name) {
        known.add(name);
        return object.get(name);
    }

    private static String quote(@Nullable JsonNode value) {
        if (value == null || value.isMissingNode()) {
            return "nothing";
        }
        String text = value.toString();
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
