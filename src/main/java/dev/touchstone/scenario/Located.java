package dev.touchstone.scenario;

import com.networknt.schema.InputFormat;
import com.networknt.schema.serialization.DefaultNodeReader;
import com.networknt.schema.utils.JsonNodes;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/** A YAML file whose nodes know the line that they stand on. */
record Located(Path file, JsonNode root) {

    static Located read(Path file, String text) {
        try {
            JsonNode root = DefaultNodeReader.builder().locationAware().build().readTree(text, InputFormat.YAML);
            if (root == null || !root.isObject()) {
                throw new InvalidScenarioException(List.of(
                        "%s, line 1: found %s, allowed: a mapping that begins with 'scenario:'. docs/scenarios.md has an example."
                                .formatted(file, root == null || root.isMissingNode() ? "nothing" : root)));
            }
            return new Located(file, root);
        } catch (JacksonException e) {
            throw new InvalidScenarioException(
                    List.of("%s, line %d: this is not YAML: %s".formatted(file, lineOf(e), firstLine(e))));
        }
    }

    /** A message in the form that every message about a scenario file has. */
    String fault(JsonNode at, String what) {
        return "%s, line %d, %s".formatted(file, line(at), what);
    }

    private static int line(JsonNode node) {
        TokenStreamLocation location = JsonNodes.tokenStreamLocationOf(node);
        return location == null ? 1 : location.getLineNr();
    }

    private static int lineOf(JacksonException e) {
        return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
    }

    private static String firstLine(JacksonException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("");
    }
}
