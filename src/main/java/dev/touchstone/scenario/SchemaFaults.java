package dev.touchstone.scenario;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What the schema of scenario files finds wrong, in words: key, what was found, what is allowed. */
final class SchemaFaults {

    private static final Schema SCHEMA = load();

    /** Types as one says them who writes YAML. */
    private static final Map<String, String> KINDS =
            Map.of("string", "a text", "array", "a list", "object", "a mapping", "integer", "a whole number");

    private SchemaFaults() {}

    static List<String> of(Located yaml) {
        return SCHEMA.validate(yaml.root()).stream()
                .sorted(Comparator.comparingInt(error -> Located.line(place(error))))
                .map(error -> describe(yaml, error))
                .distinct()
                .toList();
    }

    /** Where a reader must look: at the key that should not be there, or at what lacks one. */
    private static JsonNode place(Error error) {
        JsonNode at = error.getInstanceNode();
        return error.getKeyword().equals("additionalProperties") ? at.path(error.getProperty()) : at;
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
        String key = keyOf(error.getInstanceLocation());
        JsonNode rules = rulesAround(error);
        String description = rules.path("description").asString(error.getMessage());
        String what = switch (error.getKeyword()) {
            case "additionalProperties" ->
                "key %s: found an unknown key, allowed: %s"
                        .formatted(join(key, error.getProperty()), names(rules.path("properties")));
            case "required" ->
                "key %s: found nothing, allowed: %s"
                        .formatted(
                                join(key, error.getProperty()),
                                describe(rules.path("properties").path(error.getProperty())));
            case "enum" -> "key %s: found %s, allowed: %s".formatted(key, Located.found(at), items(rules.path("enum")));
            case "type" ->
                "key %s: found %s, allowed: %s: %s"
                        .formatted(key, Located.found(at), kind(rules.path("type")), description);
            default -> "key %s: found %s, allowed: %s".formatted(key, Located.found(at), description);
        };
        return yaml.fault(place(error), what);
    }

    private static String describe(JsonNode rules) {
        JsonNode referred = rules.has("$ref")
                ? SCHEMA.getSchemaNode().at(rules.path("$ref").asString().substring(1))
                : rules;
        return referred.path("description").asString("a value");
    }

    /** The schema object that holds the keyword which was violated. */
    private static JsonNode rulesAround(Error error) {
        String pointer = error.getSchemaLocation().getFragment().toString();
        JsonNode root = SCHEMA.getSchemaNode();
        return root.at(pointer.substring(0, pointer.lastIndexOf('/')));
    }

    private static String keyOf(NodePath path) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            Object element = path.getElement(i);
            key.append(element instanceof Integer ? "[" + element + "]" : "." + element);
        }
        return key.isEmpty() ? "(top)" : key.substring(1);
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

    private static String kind(JsonNode type) {
        Stream<JsonNode> types = type.isArray() ? StreamSupport.stream(type.spliterator(), false) : Stream.of(type);
        return types.map(each -> KINDS.getOrDefault(each.asString(), each.asString()))
                .collect(Collectors.joining(" or "));
    }
}
