package dev.touchstone.chart;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What a chart comes to with its values.
 *
 * @param manifest YAML documents, hooks and tests included
 * @param objects the same, read, in the order of the manifest
 */
public record Rendered(String manifest, List<RenderedObject> objects) {

    private static final ObjectMapper YAML = YAMLMapper.builder().build();

    public Rendered {
        objects = List.copyOf(objects);
    }

    static Rendered of(String manifest) {
        List<RenderedObject> objects = new ArrayList<>();
        // Each document by itself, because only the text says which template it comes from.
        for (String document : manifest.split("(?m)^---\\s*$", -1)) {
            try (MappingIterator<JsonNode> nodes =
                    YAML.readerFor(JsonNode.class).readValues(document)) {
                while (nodes.hasNext()) {
                    JsonNode node = nodes.next();
                    if (node.path("kind").isString()) {
                        objects.add(new RenderedObject(node, sourceOf(document)));
                    }
                }
            }
        }
        return new Rendered(manifest, objects);
    }

    /** Every pod template: of workloads, hooks and tests. */
    public List<PodTemplate> podTemplates() {
        return objects.stream()
                .flatMap(object -> PodTemplate.of(object).stream())
                .toList();
    }

    private static String sourceOf(String document) {
        return document.lines()
                .filter(line -> line.startsWith("# Source: "))
                .map(line -> line.substring("# Source: ".length()).strip())
                .findFirst()
                .orElse("");
    }
}
