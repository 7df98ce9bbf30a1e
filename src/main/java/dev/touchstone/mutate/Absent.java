package dev.touchstone.mutate;

import dev.touchstone.chart.PodTemplate;
import dev.touchstone.chart.Rendered;
import dev.touchstone.chart.RenderedObject;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes everything away that a release would run, and leaves all else as it is: no workload may then be called running, and no
 * functional step may succeed.
 */
public final class Absent {

    /** The operator's name. */
    static final String OPERATOR = "nothing-runs";

    private static final String IMAGE = "touchstone/absent:none";

    private Absent() {}

    /** The same render, in which every workload names an image that no node has, and none may pull. */
    public static Rendered of(Rendered rendered) {
        return new Rendered(
                rendered.manifest(),
                rendered.objects().stream()
                        .map(object -> new RenderedObject(without(object, rendered), object.source()))
                        .toList());
    }

    private static JsonNode without(RenderedObject object, Rendered rendered) {
        JsonNode json = object.json().deepCopy();
        rendered.podTemplates().stream()
                .filter(PodTemplate::makesPods)
                .filter(template -> template.workload().equals(object.reference()))
                .map(template -> json.at(template.path()).path("spec"))
                .flatMap(spec -> List.of("initContainers", "containers").stream()
                        .flatMap(list -> spec.path(list).valueStream()))
                .forEach(container ->
                        ((ObjectNode) container).put("image", IMAGE).put("imagePullPolicy", "Never"));
        return json;
    }
}
