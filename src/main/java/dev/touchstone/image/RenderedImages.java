package dev.touchstone.image;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Finds every image that a rendered manifest names: of containers of all kinds, and of image volumes. */
public final class RenderedImages {

    private static final Set<String> CONTAINER_LISTS = Set.of("containers", "initContainers", "ephemeralContainers");
    private static final ObjectMapper YAML = YAMLMapper.builder().build();

    private RenderedImages() {}

    /**
     * Collect the images in the order in which they are named.
     *
     * @param manifest YAML documents, as {@code helm template} prints them, hooks and tests included
     */
    public static Set<ImageReference> of(String manifest) {
        Set<ImageReference> images = new LinkedHashSet<>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(manifest)) {
            while (documents.hasNext()) {
                collect(documents.next(), images);
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the rendered manifest is not YAML: " + e.getOriginalMessage(), e);
        }
        return images;
    }

    /** Collect the images of objects that have been read. */
    public static Set<ImageReference> of(List<JsonNode> objects) {
        Set<ImageReference> images = new LinkedHashSet<>();
        objects.forEach(object -> collect(object, images));
        return images;
    }

    private static void collect(JsonNode node, Set<ImageReference> images) {
        node.properties().forEach(field -> {
            if (CONTAINER_LISTS.contains(field.getKey())) {
                field.getValue().forEach(container -> add(container.path("image"), images));
            } else if (field.getKey().equals("volumes")) {
                field.getValue().forEach(volume -> add(volume.path("image").path("reference"), images));
            }
        });
        node.forEach(child -> collect(child, images));
    }

    private static void add(JsonNode image, Set<ImageReference> images) {
        if (image.isString()) {
            images.add(ImageReference.of(image.asString()));
        }
    }
}
