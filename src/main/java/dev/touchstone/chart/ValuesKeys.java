package dev.touchstone.chart;

import dev.touchstone.cluster.KubernetesVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Finds which values decide a field of the render, by trying: each value is changed once, and whoever changes the field has a
 * hand in it.
 */
public final class ValuesKeys {

    private static final ObjectMapper YAML = YAMLMapper.builder().build();

    private static final Pattern AMOUNT = Pattern.compile("([0-9]+)([^0-9]*)");

    private final Chart chart;
    private final KubernetesVersion version;
    private final Overlay overlay;
    private final String release;
    private final String namespace;

    public ValuesKeys(Chart chart, KubernetesVersion version, Overlay overlay, String release, String namespace) {
        this.version = version;
        this.chart = chart;
        this.overlay = overlay;
        this.release = release;
        this.namespace = namespace;
    }

    /**
     * A field of a render.
     *
     * @param workload that holds it
     * @param container that holds it; empty for a field of the pod
     * @param path with dots
     */
    public record Field(String workload, String container, String path) {

        /**
         * A render in which it is set, whatever the chart makes of its values.
         *
         * @param value in YAML
         */
        public Rendered set(Rendered rendered, String value) {
            String parents = path.contains(".")
                    ? "/" + path.substring(0, path.lastIndexOf('.')).replace('.', '/')
                    : "";
            String name = path.substring(path.lastIndexOf('.') + 1);
            return rendered.withPods((template, pod) -> {
                if (template.workload().equals(workload)) {
                    ObjectNode spec = pod.withObject("/spec");
                    Stream<JsonNode> holders = container.isEmpty()
                            ? Stream.of(spec)
                            : Stream.of("initContainers", "containers")
                                    .flatMap(list -> spec.path(list).valueStream())
                                    .filter(each ->
                                            each.path("name").asString("").equals(container));
                    holders.map(ObjectNode.class::cast)
                            .map(holder -> parents.isEmpty() ? holder : holder.withObject(parents))
                            .forEach(holder -> holder.set(name, YAML.readTree(value)));
                }
            });
        }

        /** The path, and what is left of it without its first steps: a chart may hand a map on at any of them. */
        Stream<String> tails() {
            String[] steps = path.split("\\.", -1);
            return IntStream.range(0, steps.length)
                    .mapToObj(first -> String.join(".", Arrays.asList(steps).subList(first, steps.length)));
        }

        /** What it is in a render; missing where there is none. */
        JsonNode in(Rendered rendered) {
            JsonNode spec = rendered.podTemplates().stream()
                    .filter(template -> template.workload().equals(workload))
                    .findFirst()
                    .map(template -> container.isEmpty() ? template.spec() : template.container(container))
                    .orElseGet(YAML::createObjectNode);
            return spec.at("/" + path.replace('.', '/'));
        }
    }

    /**
     * A key with a value.
     *
     * @param name with dots
     * @param value that it has, or should have
     */
    public record Setting(String name, JsonNode value) {

        /** As it stands in a file of values. */
        @Override
        public String toString() {
            return name + ": " + value;
        }
    }

    /**
     * What a change of a value makes of the chart.
     *
     * @param key with its other value
     * @param rendered what it comes to
     */
    public record Change(Setting key, Rendered rendered) {}

    /**
     * Find for each field a change by which it becomes what it should be, by trying; none for a field that nothing mends.
     *
     * @param wanted what each should be, in YAML
     * @param keys that have a hand in each
     */
    public Map<Field, Change> changes(Map<Field, String> wanted, Map<Field, List<Setting>> keys) {
        Map<Field, Change> found = new LinkedHashMap<>();
        // One switch decides many fields.
        Map<Setting, Optional<Rendered>> tried = new HashMap<>();
        try (Renderer renderer = Renderer.of(chart, version)) {
            wanted.forEach((field, value) -> {
                JsonNode expected = YAML.readTree(value);
                keys.getOrDefault(field, List.of()).stream()
                        .flatMap(key -> Stream.of(expected, YAML.<JsonNode>valueToTree(other(key.value())))
                                .map(other -> new Setting(key.name(), other)))
                        .flatMap(key -> tried
                                .computeIfAbsent(key, each -> tryWith(renderer, each.name(), plain(each.value())))
                                .map(rendered -> new Change(key, rendered))
                                .stream())
                        .filter(change -> field.in(change.rendered()).equals(expected))
                        .findFirst()
                        .ifPresent(change -> found.put(field, change));
            });
        }
        return found;
    }

    private static Object plain(JsonNode value) {
        return YAML.treeToValue(value, Object.class);
    }

    /**
     * The keys that decide each field, with their present values: {@code security.runAsUser: 1000}. Where none does, a key below a map
     * that the chart leaves open, such as {@code resources: {}}, has the value null.
     */
    public Map<Field, List<Setting>> deciding(List<Field> fields) {
        Map<Field, List<Setting>> found = new LinkedHashMap<>();
        try (Renderer renderer = Renderer.of(chart, version)) {
            Rendered now = renderer.render(release, namespace, overlay);
            Map<String, JsonNode> values = new TreeMap<>();
            Set<String> open = new TreeSet<>();
            leaves().forEach((key, value) -> {
                if (value.isObject()) {
                    open.add(key);
                } else {
                    values.put(key, value);
                }
            });
            found.putAll(deciding(renderer, now, fields, values));
            List<Field> undecided = fields.stream()
                    .filter(field -> found.getOrDefault(field, List.of()).isEmpty())
                    .toList();
            found.putAll(deciding(renderer, now, undecided, below(open, undecided)));
        }
        return found;
    }

    /** Keys that a user could add for these fields. */
    private static Map<String, JsonNode> below(Set<String> open, List<Field> fields) {
        Map<String, JsonNode> added = new TreeMap<>();
        open.forEach(key ->
                fields.stream().flatMap(Field::tails).forEach(tail -> added.put(key + "." + tail, YAML.nullNode())));
        return added;
    }

    private Map<Field, List<Setting>> deciding(
            Renderer renderer, Rendered now, List<Field> fields, Map<String, JsonNode> values) {
        Map<Field, List<Setting>> found = new LinkedHashMap<>();
        fields.forEach(field -> found.put(field, new ArrayList<>()));
        values.forEach((key, value) -> tryWith(renderer, key, other(value))
                .ifPresent(changed -> found.forEach((field, keys) -> {
                    if (!field.in(changed).equals(field.in(now))) {
                        keys.add(new Setting(key, value));
                    }
                })));
        return found;
    }

    // Another value that the chart's own schema refuses is no way to change the field.
    private Optional<Rendered> tryWith(Renderer renderer, String key, Object value) {
        Map<String, Object> set = new TreeMap<>(overlay.set());
        set.put(key, value);
        try {
            return Optional.of(renderer.render(release, namespace, new Overlay(overlay.files(), set)));
        } catch (ChartException refused) {
            return Optional.empty();
        }
    }

    private static Object other(JsonNode value) {
        if (value.isBoolean()) {
            return !value.asBoolean();
        }
        if (value.isNumber()) {
            return value.asLong() + 1;
        }
        String text = value.asString("");
        // An amount such as 512Mi must stay one.
        Matcher digits = AMOUNT.matcher(text);
        return digits.matches() ? digits.group(1) + "1" + digits.group(2) : text + "1";
    }

    /** Values, and maps with nothing in them. */
    private Map<String, JsonNode> leaves() {
        Map<String, JsonNode> leaves = new TreeMap<>();
        List<Path> files = new ArrayList<>(List.of(chart.folder().resolve("values.yaml")));
        files.addAll(overlay.files());
        for (Path file : files) {
            if (Files.exists(file)) {
                collect("", read(file), leaves);
            }
        }
        overlay.set().forEach((key, value) -> leaves.put(key, YAML.valueToTree(value)));
        return leaves;
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(String path, JsonNode node, Map<String, JsonNode> leaves) {
        node.properties().forEach(field -> {
            // A dot in a key would be taken for a step down.
            String key = field.getKey().replace(".", "\\.");
            String below = path.isEmpty() ? key : path + "." + key;
            if (field.getValue().isObject() && !field.getValue().isEmpty()) {
                collect(below, field.getValue(), leaves);
            } else if (!field.getValue().isArray()) {
                leaves.put(below, field.getValue());
            }
        });
    }
}
