package dev.touchstone.junit;

import dev.touchstone.chart.PodTemplate;
import dev.touchstone.chart.Rendered;
import dev.touchstone.chart.RenderedObject;
import dev.touchstone.cluster.Doctor;
import dev.touchstone.judge.CheckId;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** How much of the machine scenarios take, by what their charts say. */
final class Room {

    private Room() {}

    /** How many versions of Kubernetes can be run on at once. */
    static int versionsAtOnce(List<PreparedScenario> all, Set<CheckId> checks) {
        int versions =
                (int) all.stream().map(PreparedScenario::version).distinct().count();
        if (versions == 1) {
            return 1;
        }
        int nodes = all.stream().mapToInt(each -> each.nodes(checks)).max().orElse(1);
        long memory =
                all.stream().mapToLong(each -> memory(each.rendered())).max().orElse(0);
        return Math.min(versions, Doctor.ofThisMachine().clustersAtOnce(nodes, memory));
    }

    /** Bytes of memory that all pods of a render may take; where a container has no limit, what it asks for. */
    static long memory(Rendered rendered) {
        Map<String, Integer> replicas = rendered.objects().stream()
                .collect(Collectors.toMap(
                        RenderedObject::reference,
                        object -> object.json().path("spec").path("replicas").asInt(1),
                        Math::max));
        return rendered.podTemplates().stream()
                .filter(PodTemplate::makesPods)
                .mapToLong(template -> replicas.getOrDefault(template.workload(), 1)
                        * StreamSupport.stream(
                                        template.spec().path("containers").spliterator(), false)
                                .mapToLong(Room::memory)
                                .sum())
                .sum();
    }

    private static long memory(JsonNode container) {
        JsonNode resources = container.path("resources");
        String amount = resources
                .path("limits")
                .path("memory")
                .asString(resources.path("requests").path("memory").asString("0"));
        return Quantity.getAmountInBytes(Quantity.parse(amount)).longValue();
    }
}
