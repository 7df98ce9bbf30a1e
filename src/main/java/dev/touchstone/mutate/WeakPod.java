package dev.touchstone.mutate;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pod, or a pod template, while it is being weakened.
 *
 * @param pod with {@code metadata} and {@code spec}; it is changed in place
 * @param container the name of the container that is meant
 */
record WeakPod(ObjectNode pod, String container) {

    private static final List<String> LISTS = List.of("containers", "initContainers", "ephemeralContainers");

    ObjectNode spec() {
        return pod.withObject("/spec");
    }

    /** The container that is meant. */
    ObjectNode own() {
        return Stream.of(pod.path("spec"))
                .flatMap(spec -> LISTS.stream().flatMap(list -> spec.path(list).valueStream()))
                .filter(each -> each.path("name").asString("").equals(container))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no container " + container));
    }

    /** Its security context, which is made where there is none. */
    ObjectNode context() {
        return own().withObject("/securityContext");
    }

    /** The pod's security context, which is made where there is none. */
    ObjectNode podContext() {
        return spec().withObject("/securityContext");
    }

    /** Adds a volume to the pod, and mounts it in the container that is meant. */
    void mount(String name, String path, boolean readOnly, ObjectNode source) {
        source.put("name", name);
        spec().withArray("/volumes").add(source);
        own().withArray("/volumeMounts")
                .addObject()
                .put("name", name)
                .put("mountPath", path)
                .put("readOnly", readOnly);
    }

    /** The first container of the pod, which a graft is made like. */
    JsonNode first() {
        return pod.path("spec").path("containers").path(0);
    }
}
