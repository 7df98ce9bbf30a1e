package dev.touchstone.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Knows which workload a person would name for a pod: a Deployment rather than its ReplicaSet, a CronJob rather than its Job. */
final class Owners {

    /** Controllers of ReplicaSets and Jobs, by the UID of what they control. */
    private final Map<String, OwnerReference> above;

    private Owners(Map<String, OwnerReference> above) {
        this.above = above;
    }

    static Owners in(KubernetesClient client, String namespace) {
        Map<String, OwnerReference> above = new HashMap<>();
        Stream.concat(
                        client.apps().replicaSets().inNamespace(namespace).list().getItems().stream(),
                        client.batch().v1().jobs().inNamespace(namespace).list().getItems().stream())
                .forEach(object -> controller(object)
                        .ifPresent(owner -> above.put(object.getMetadata().getUid(), owner)));
        return new Owners(above);
    }

    /** The workload, as kubectl writes it; the pod itself when nothing controls it. */
    String workload(Pod pod) {
        return controller(pod)
                .map(owner -> above.getOrDefault(owner.getUid(), owner))
                .map(owner -> owner.getKind().toLowerCase(Locale.ROOT) + "/" + owner.getName())
                .orElse("pod/" + pod.getMetadata().getName());
    }

    private static Optional<OwnerReference> controller(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }
}
