package dev.touchstone.mutate;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Containers that are put into a pod which has none of their kind: hardened in every field, until an operator weakens them. */
final class Graft {

    /** The name of the container that has no security context at all. */
    static final String BARE = "touchstone-bare";

    private static final String CONTEXT = """
            {"runAsNonRoot": true, "runAsUser": 1000, "runAsGroup": 1000, "allowPrivilegeEscalation": false,
             "readOnlyRootFilesystem": true, "capabilities": {"drop": ["ALL"]}, "seccompProfile": {"type": "RuntimeDefault"}}""";
    private static final String RESOURCES = """
            {"requests": {"cpu": "10m", "memory": "16Mi"}, "limits": {"memory": "32Mi"}}""";

    private Graft() {}

    /** A container that sleeps. */
    static ObjectNode container(String name, String image) {
        ObjectNode container = object("{}");
        container.put("name", name).put("image", image).put("imagePullPolicy", "IfNotPresent");
        container.set("command", words("sleep", "36000"));
        container.set("resources", object(RESOURCES));
        container.set("securityContext", object(CONTEXT));
        return container;
    }

    /**
     * Put a container of a kind into a pod.
     *
     * @return its name
     */
    static String into(ObjectNode pod, Site site, String image) {
        String name = "touchstone-" + site.id();
        ObjectNode container = container(name, image);
        switch (site) {
            case INIT -> container.set("command", words("true"));
            case SIDECAR -> container.put("restartPolicy", "Always");
            // The API server takes no resources of an ephemeral container.
            case EPHEMERAL -> container.remove("resources");
            case POD, MAIN -> throw new IllegalArgumentException("a pod has one already: " + site);
        }
        String list = site == Site.EPHEMERAL ? "/spec/ephemeralContainers" : "/spec/initContainers";
        pod.withArray(list).add(container);
        return name;
    }

    static ArrayNode words(String... words) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        for (String word : words) {
            array.add(word);
        }
        return array;
    }

    static ObjectNode object(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }
}
