package dev.touchstone.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pod as a render declares it.
 *
 * @param workload the object that holds it, as kubectl writes it
 * @param role how that object takes part in the release
 * @param source the template that it comes from
 * @param path where the pod stands in the object, as a JSON pointer: {@code /spec/template}; empty for a pod itself
 * @param metadata labels and annotations of the pod
 * @param spec the pod's spec, with a volume for each claim of a StatefulSet
 */
public record PodTemplate(
        String workload, RenderedObject.Role role, String source, String path, JsonNode metadata, JsonNode spec) {

    private static final Set<String> WITH_PODS =
            Set.of("deployment", "statefulset", "daemonset", "replicaset", "job", "pod");

    static List<PodTemplate> of(RenderedObject object) {
        List<PodTemplate> found = new ArrayList<>();
        if (object.kind().equals("Pod")) {
            found.add(at(object, "", object.json()));
        } else {
            collect(object, "", object.json(), found);
        }
        return found;
    }

    /** A pod that no render declares: what the API server has of it. */
    public static PodTemplate live(String workload, JsonNode pod) {
        return new PodTemplate(workload, RenderedObject.Role.WORKLOAD, "", "", pod.path("metadata"), pod.path("spec"));
    }

    /** Whether an install by itself makes pods of it: not so for a hook, a CronJob, or a kind that an operator knows. */
    public boolean makesPods() {
        return role == RenderedObject.Role.WORKLOAD && WITH_PODS.contains(workload.substring(0, workload.indexOf('/')));
    }

    /** Names of its containers, init containers first. */
    public List<String> containers() {
        List<String> names = new ArrayList<>();
        for (String list : List.of("initContainers", "containers")) {
            spec.path(list)
                    .forEach(container -> names.add(container.path("name").asString("")));
        }
        return names;
    }

    /** What a workload's own spec says of a container, whichever list it stands in; missing when there is none. */
    public JsonNode container(String name) {
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : spec.path(list)) {
                if (container.path("name").asString("").equals(name)) {
                    return container;
                }
            }
        }
        return spec.path("no such container");
    }

    // Kinds that are not built in hold pod templates too, in places of their own.
    private static void collect(RenderedObject object, String path, JsonNode node, List<PodTemplate> found) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(object, path + "/" + i, node.get(i), found);
            }
        }
        node.properties().forEach(field -> {
            String below = path + "/" + field.getKey();
            if (field.getKey().equals("template")
                    && field.getValue().path("spec").path("containers").isArray()) {
                found.add(at(object, below, field.getValue()));
            } else {
                collect(object, below, field.getValue(), found);
            }
        });
    }

    private static PodTemplate at(RenderedObject object, String path, JsonNode pod) {
        ObjectNode spec = pod.path("spec").isObject()
                ? (ObjectNode) pod.path("spec").deepCopy()
                : JsonMapper.shared().createObjectNode();
        // A StatefulSet's controller gives each pod a volume for each claim, of the same name.
        object.json().path("spec").path("volumeClaimTemplates").forEach(claim -> {
            String name = claim.path("metadata").path("name").asString("");
            ObjectNode volume = spec.withArray("/volumes").addObject().put("name", name);
            volume.putObject("persistentVolumeClaim").put("claimName", name);
        });
        return new PodTemplate(object.reference(), object.role(), object.source(), path, pod.path("metadata"), spec);
    }
}
