package dev.touchstone.chart;

import dev.touchstone.cluster.KubernetesVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
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

        JsonNode in(Rendered rendered) {
            JsonNode spec = rendered.podTemplates().stream()
                    .filter(template -> template.workload().equals(workload))
                    .findFirst()
                    .map(template -> container.isEmpty() ? template.spec() : template.container(container))
                    .orElseGet(YAML::createObjectNode);
            return spec.at("/" + path.replace('.', '/'));
        }
    }

    /** The keys that decide each field, with their present values: {@code security.runAsUser: 1000}. */
    public Map<Field, List<String>> deciding(List<Field> fields) {
        Map<Field, List<String>> found = new LinkedHashMap<>();
        fields.forEach(field -> found.put(field, new ArrayList<>()));
        try (Renderer renderer = Renderer.of(chart, version)) {
            Rendered now = renderer.render(release, namespace, overlay);
            leaves().forEach((key, value) -> tryWith(renderer, key, value)
                    .ifPresent(changed -> found.forEach((field, keys) -> {
                        if (!field.in(changed).equals(field.in(now))) {
                            keys.add(key + ": " + value);
                        }
                    })));
        }
        return found;
    }

    // Another value that the chart's own schema refuses is no way to change the field.
    private Optional<Rendered> tryWith(Renderer renderer, String key, JsonNode value) {
        Map<String, Object> set = new TreeMap<>(overlay.set());
        set.put(key, other(value));
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
            if (field.getValue().isObject()) {
                collect(below, field.getValue(), leaves);
            } else if (field.getValue().isValueNode()) {
                leaves.put(below, field.getValue());
            }
        });
    }
}
