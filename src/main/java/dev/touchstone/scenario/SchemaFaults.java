package dev.touchstone.scenario;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What the schema of scenario files finds wrong, in words: key, what was found, what is allowed. */
final class SchemaFaults {

    private static final Schema SCHEMA = load();

    private SchemaFaults() {}

    static List<String> of(Located yaml) {
        return SCHEMA.validate(yaml.root()).stream()
                .map(error -> describe(yaml, error))
                .distinct()
                .toList();
    }

    private static Schema load() {
        try (InputStream stream =
                Objects.requireNonNull(SchemaFaults.class.getResourceAsStream("scenario.schema.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(stream, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String describe(Located yaml, Error error) {
        JsonNode at = error.getInstanceNode();
        String key = keyOf(error);
        JsonNode rules = rulesAround(error);
        return switch (error.getKeyword()) {
            case "additionalProperties" ->
                yaml.fault(
                        at.path(error.getProperty()),
                        "key %s: found an unknown key, allowed: %s"
                                .formatted(join(key, error.getProperty()), names(rules.path("properties"))));
            case "required" ->
                yaml.fault(
                        at,
                        "key %s: found nothing, allowed: %s"
                                .formatted(
                                        join(key, error.getProperty()),
                                        rules.at("/properties/" + error.getProperty() + "/description")
                                                .asString("a value")));
            case "enum" ->
                yaml.fault(at, "key %s: found %s, allowed: %s".formatted(key, at, items(rules.path("enum"))));
            case "type" ->
                yaml.fault(
                        at,
                        "key %s: found %s, allowed: %s (%s)"
                                .formatted(
                                        key,
                                        at,
                                        article(rules.path("type")),
                                        rules.path("description").asString("see the schema")));
            default ->
                yaml.fault(
                        at,
                        "key %s: found %s, allowed: %s"
                                .formatted(key, at, rules.path("description").asString(error.getMessage())));
        };
    }

    /** The schema object that holds the keyword which was violated. */
    private static JsonNode rulesAround(Error error) {
        String pointer = error.getSchemaLocation().getFragment().toString();
        JsonNode root = SCHEMA.getSchemaNode();
        return root.at(pointer.substring(0, pointer.lastIndexOf('/')));
    }

    private static String keyOf(Error error) {
        String path = error.getInstanceLocation().toString().replaceFirst("^/", "");
        return path.isEmpty() ? "(top)" : path.replace('/', '.');
    }

    private static String join(String key, String property) {
        return key.equals("(top)") ? property : key + "." + property;
    }

    private static String names(JsonNode properties) {
        return String.join(", ", properties.propertyNames());
    }

    private static String items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
    }

    private static String article(JsonNode type) {
        return type.isArray() ? items(type).replace(", ", " or ") : "a value of type " + type.asString();
    }
}
