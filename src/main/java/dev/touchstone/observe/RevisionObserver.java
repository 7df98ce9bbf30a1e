package dev.touchstone.observe;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
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
        return new Revision(
                "deployment/" + deployment.getMetadata().getName(),
                number(deployment.getSpec().getReplicas(), 1),
                isSeen(deployment.getMetadata(), deployment.getStatus().getObservedGeneration())
                        ? number(deployment.getStatus().getUpdatedReplicas(), 0)
                        : 0,
                number(deployment.getStatus().getReadyReplicas(), 0));
    }

    private static Revision of(StatefulSet set) {
        int wanted = number(set.getSpec().getReplicas(), 1);
        // When the last pod is replaced, the controller stops counting, and makes the revision the current one.
        boolean whole = set.getStatus().getUpdateRevision() != null
                && set.getStatus().getUpdateRevision().equals(set.getStatus().getCurrentRevision());
        return new Revision(
                "statefulset/" + set.getMetadata().getName(),
                wanted,
                !isSeen(set.getMetadata(), set.getStatus().getObservedGeneration())
                        ? 0
                        : whole ? wanted : number(set.getStatus().getUpdatedReplicas(), 0),
                number(set.getStatus().getReadyReplicas(), 0));
    }

    private static Revision of(DaemonSet set) {
        return new Revision(
                "daemonset/" + set.getMetadata().getName(),
                number(set.getStatus().getDesiredNumberScheduled(), 0),
                isSeen(set.getMetadata(), set.getStatus().getObservedGeneration())
                        ? number(set.getStatus().getUpdatedNumberScheduled(), 0)
                        : 0,
                number(set.getStatus().getNumberReady(), 0));
    }

    private static boolean isSeen(ObjectMeta metadata, @Nullable Long observed) {
        return observed != null && observed >= metadata.getGeneration();
    }

    private static int number(@Nullable Integer value, int otherwise) {
        return Optional.ofNullable(value).orElse(otherwise);
    }
}
