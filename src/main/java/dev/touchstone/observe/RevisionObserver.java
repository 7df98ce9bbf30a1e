package dev.touchstone.observe;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks which pod template the pods of a namespace's workloads are of. Jobs and single pods have one for ever, and are left out. */
public final class RevisionObserver {

    private final KubernetesClient client;
    private final String namespace;

    public RevisionObserver(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** One for each workload that replaces its pods. */
    public List<Revision> look() {
        return Stream.of(
                        client.apps().deployments().inNamespace(namespace).list().getItems().stream()
                                .map(RevisionObserver::of),
                        client.apps().statefulSets().inNamespace(namespace).list().getItems().stream()
                                .map(RevisionObserver::of),
                        client.apps().daemonSets().inNamespace(namespace).list().getItems().stream()
                                .map(RevisionObserver::of))
                .flatMap(revisions -> revisions)
                .toList();
    }

    private static Revision of(Deployment deployment) {
        DeploymentStatus status = deployment.getStatus();
        return of(
                "deployment/" + deployment.getMetadata().getName(),
                number(deployment.getSpec().getReplicas(), 1),
                isSeen(deployment.getMetadata(), status.getObservedGeneration())
                        ? number(status.getUpdatedReplicas(), 0)
                        : 0,
                number(status.getReplicas(), 0),
                number(status.getReadyReplicas(), 0));
    }

    private static Revision of(StatefulSet set) {
        StatefulSetStatus status = set.getStatus();
        int all = number(status.getReplicas(), 0);
        // When the last pod is replaced, the controller stops counting, and makes the revision the current one.
        boolean whole =
                status.getUpdateRevision() != null && status.getUpdateRevision().equals(status.getCurrentRevision());
        return of(
                "statefulset/" + set.getMetadata().getName(),
                number(set.getSpec().getReplicas(), 1),
                !isSeen(set.getMetadata(), status.getObservedGeneration())
                        ? 0
                        : whole ? all : number(status.getUpdatedReplicas(), 0),
                all,
                number(status.getReadyReplicas(), 0));
    }

    private static Revision of(DaemonSet set) {
        DaemonSetStatus status = set.getStatus();
        return of(
                "daemonset/" + set.getMetadata().getName(),
                number(status.getDesiredNumberScheduled(), 0),
                isSeen(set.getMetadata(), status.getObservedGeneration())
                        ? number(status.getUpdatedNumberScheduled(), 0)
                        : 0,
                number(status.getCurrentNumberScheduled(), 0),
                number(status.getNumberReady(), 0));
    }

    private static Revision of(String workload, int wanted, int updated, int all, int ready) {
        return new Revision(workload, wanted, updated, Math.max(0, all - updated), ready);
    }

    private static boolean isSeen(ObjectMeta metadata, @Nullable Long observed) {
        return observed != null && observed >= metadata.getGeneration();
    }

    private static int number(@Nullable Integer value, int otherwise) {
        return Optional.ofNullable(value).orElse(otherwise);
    }
}
