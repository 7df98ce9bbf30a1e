package dev.touchstone.chart;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.State;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Scales Deployments and StatefulSets to nothing, so that nobody uses their claims: as {@code kubectl scale --replicas=0} does. The
 * next upgrade gives each its replicas back, because Helm compares with what there is.
 */
public final class Standstill {

    private static final Set<String> SCALED = Set.of("ReplicaSet", "StatefulSet");

    private Standstill() {}

    /** Bring a namespace to it, and wait until the pods have ended. */
    public static void of(Cluster cluster, String namespace, Duration within) {
        KubernetesClient client = cluster.client();
        client.apps().deployments().inNamespace(namespace).resources().forEach(deployment -> deployment.scale(0));
        client.apps().statefulSets().inNamespace(namespace).resources().forEach(set -> set.scale(0));
        Await.that("the pods in namespace %s have ended".formatted(namespace))
                .within(within)
                .whileAlive(cluster::requireAlive)
                .until(() -> {
                    List<String> there = client.pods().inNamespace(namespace).list().getItems().stream()
                            .filter(Standstill::isScaled)
                            .map(pod -> pod.getMetadata().getName())
                            .toList();
                    return State.of(there.isEmpty(), there + " are ending");
                });
    }

    private static boolean isScaled(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream().anyMatch(owner -> SCALED.contains(owner.getKind()));
    }
}
