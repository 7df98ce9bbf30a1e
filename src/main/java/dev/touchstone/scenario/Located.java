package dev.touchstone.scenario;

import com.networknt.schema.utils.JsonNodes;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/** A YAML file whose nodes know the line that they stand on. */
record Located(Path file, JsonNode root) {

    private static final int LONGEST = 80;

    /**
     * Read a file.
     *
     * @throws InvalidScenarioException when it is not there, or no mapping in YAML
     */
    static Located read(Path file) {
        Located yaml = new Located(file, YamlTree.read(file, text(file)));
        if (!yaml.root.isObject()) {
            throw new InvalidScenarioException(List.of(yaml.fault(
                    yaml.root,
                    "key (top): found %s, allowed: a mapping that begins with 'scenario:'"
                            .formatted(found(yaml.root)))));
        }
        return yaml;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new InvalidScenarioException(
                    List.of("%s: found no such file, allowed: a scenario file".formatted(file)));
        } catch (CharacterCodingException e) {
            throw new InvalidScenarioException(
                    List.of("%s: found bytes that are no text in UTF-8, allowed: a scenario file".formatted(file)));
        } catch (IOException e) {
            throw new InvalidScenarioException(List.of(
                    "%s: found what cannot be read (%s), allowed: a scenario file".formatted(file, e.getMessage())));
        }
    }

    /** A message in the form that every message about a scenario file has. */
    String fault(JsonNode at, String what) {
        return "%s, line %d, %s".formatted(file, line(at), what);
    }

    static int line(JsonNode node) {
        TokenStreamLocation location = JsonNodes.tokenStreamLocationOf(node);
        return location == null ? 1 : location.getLineNr();
    }

    /** A value as it is shown in a message. */
    static String found(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return "nothing";
        }
        String text = node.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
