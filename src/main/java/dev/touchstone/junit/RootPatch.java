package dev.touchstone.junit;

import dev.touchstone.chart.PodTemplate;
import dev.touchstone.chart.Rendered;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Makes the root of every container read-only, and a volume of each folder that it writes to: in a render, and as patches that
 * kubectl and kustomize merge.
 */
final class RootPatch {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final List<String> LISTS = List.of("initContainers", "containers");

    /** Folders by workload and container, as {@code deployment/web/web}. */
    private final Map<String, List<WritableFolder>> folders;

    RootPatch(Map<String, List<WritableFolder>> folders) {
        this.folders = folders;
    }

    /** A render in which every root is writable, or none is; without any volume more. */
    static Rendered roots(Rendered rendered, boolean readOnly) {
        return rendered.withPods((template, pod) -> containers(pod)
                .forEach(
                        container -> container.withObject("/securityContext").put("readOnlyRootFilesystem", readOnly)));
    }

    /** The render with a read-only root everywhere, and the volumes. */
    Rendered applied(Rendered rendered) {
        return roots(rendered, true)
                .withPods((template, pod) -> containers(pod)
                        .forEach(container -> of(template, container).forEach(folder -> {
                            volume(pod.withObject("/spec"), name(container), folder);
                            mount(container, folder);
                        })));
    }

    /** A strategic merge patch for each workload that has something to change; documents of YAML. */
    String yaml(Rendered rendered) {
        return rendered.podTemplates().stream()
                .filter(PodTemplate::makesPods)
                .flatMap(template -> rendered.objects().stream()
                        .filter(object -> object.reference().equals(template.workload()))
                        .map(object -> patch(template, object.json())))
                .map(patch -> YAML.writeValueAsString(patch))
                .collect(Collectors.joining());
    }

    private ObjectNode patch(PodTemplate template, JsonNode object) {
        ObjectNode patch = JsonMapper.shared().createObjectNode();
        for (String key : List.of("apiVersion", "kind")) {
            patch.set(key, object.path(key).deepCopy());
        }
        patch.withObject("/metadata")
                .set("name", object.path("metadata").path("name").deepCopy());
        ObjectNode spec = patch.withObject(template.path() + "/spec");
        for (String list : LISTS) {
            template.spec().path(list).forEach(container -> {
                ObjectNode changed = spec.withArray("/" + list).addObject();
                changed.set("name", container.path("name").deepCopy());
                changed.withObject("/securityContext").put("readOnlyRootFilesystem", true);
                of(template, container).forEach(folder -> {
                    volume(spec, name(container), folder);
                    mount(changed, folder);
                });
            });
        }
        return patch;
    }

    private List<WritableFolder> of(PodTemplate template, JsonNode container) {
        return folders.getOrDefault(template.workload() + "/" + name(container), List.of()).stream()
                .filter(WritableFolder::canBeMounted)
                .toList();
    }

    private static void mount(ObjectNode container, WritableFolder folder) {
        container
                .withArray("/volumeMounts")
                .addObject()
                .put("name", folder.volume(name(container)))
                .put("mountPath", folder.path());
    }

    private static void volume(ObjectNode spec, String container, WritableFolder folder) {
        spec.withArray("/volumes")
                .addObject()
                .put("name", folder.volume(container))
                .putObject("emptyDir");
    }

    private static String name(JsonNode container) {
        return container.path("name").asString("");
    }

    private static Stream<ObjectNode> containers(ObjectNode pod) {
        return LISTS.stream()
                .flatMap(list -> pod.path("spec").path(list).valueStream())
                .map(ObjectNode.class::cast);
    }
}
