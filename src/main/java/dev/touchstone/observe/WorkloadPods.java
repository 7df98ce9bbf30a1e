package dev.touchstone.observe;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Finds the pods of a workload that is named as kubectl names it. */
final class WorkloadPods {

    private final KubernetesClient client;
    private final String namespace;

    WorkloadPods(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Names of its running pods, in order; at least one. */
    List<String> of(String workload) {
        List<PodFacts> pods = new PodObserver(client, namespace).look();
        List<String> names = pods.stream()
                .filter(pod -> pod.phase().equals("Running") && pod.workload().equals(workload))
                .map(PodFacts::name)
                .toList();
        if (names.isEmpty()) {
            throw new ObservationException(
                    "%s has no running pod in namespace %s; workloads with pods there: %s"
                            .formatted(
                                    workload,
                                    namespace,
                                    pods.stream()
                                            .map(PodFacts::workload)
                                            .distinct()
                                            .toList()),
                    null);
        }
        return names;
    }
}
