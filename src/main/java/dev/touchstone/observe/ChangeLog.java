package dev.touchstone.observe;

import dev.touchstone.cluster.Informers;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What has become of the objects of a namespace, one line for each change of their state, as the API server told of it: the last
 * of them are what led up to a failure. Of pods, claims, Deployments and StatefulSets; what else happens stands in the events.
 */
public final class ChangeLog implements AutoCloseable {

    private static final int LINES = 400;

    private final Deque<String> lines = new ArrayDeque<>();
    private final Map<String, String> states = new HashMap<>();
    private final List<SharedIndexInformer<?>> informers;

    /** Watch from now on. */
    public ChangeLog(KubernetesClient client, String namespace) {
        this.informers = List.of(
                client.pods().inNamespace(namespace).runnableInformer(0).addEventHandler(handler(ChangeLog::ofPod)),
                client.persistentVolumeClaims()
                        .inNamespace(namespace)
                        .runnableInformer(0)
                        .addEventHandler(handler(ChangeLog::ofClaim)),
                client.apps()
                        .deployments()
                        .inNamespace(namespace)
                        .runnableInformer(0)
                        .addEventHandler(handler(ChangeLog::ofDeployment)),
                client.apps()
                        .statefulSets()
                        .inNamespace(namespace)
                        .runnableInformer(0)
                        .addEventHandler(handler(ChangeLog::ofSet)));
        Informers.start(informers);
    }

    /** The last changes, oldest first, each with the time in UTC at which it was heard of. */
    synchronized List<String> last() {
        return List.copyOf(lines);
    }

    private <T extends HasMetadata> ResourceEventHandler<T> handler(Function<T, String> state) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                note(object, state.apply(object));
            }

            @Override
            public void onUpdate(T before, T object) {
                note(object, state.apply(object));
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                note(object, "gone");
            }
        };
    }

    private synchronized void note(HasMetadata object, String state) {
        if (!state.equals(states.put(object.getMetadata().getUid(), state))) {
            lines.add("%s %s/%s: %s"
                    .formatted(
                            Instant.now().truncatedTo(ChronoUnit.MILLIS),
                            object.getKind(),
                            object.getMetadata().getName(),
                            state));
            if (lines.size() > LINES) {
                lines.remove();
            }
        }
    }

    private static String ofPod(Pod pod) {
        StringBuilder words = new StringBuilder(String.valueOf(pod.getStatus().getPhase()));
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            words.append(", is being deleted");
        }
        List.of(pod.getStatus().getInitContainerStatuses(), pod.getStatus().getContainerStatuses())
                .forEach(statuses -> statuses.forEach(status -> words.append("; %s %s%s%s"
                        .formatted(
                                status.getName(),
                                PodObserver.inWords(status.getState()),
                                Boolean.TRUE.equals(status.getReady()) ? ", ready" : "",
                                status.getRestartCount() > 0
                                        ? ", started again %d time(s)".formatted(status.getRestartCount())
                                        : ""))));
        return words.toString();
    }

    private static String ofClaim(PersistentVolumeClaim claim) {
        return String.valueOf(claim.getStatus().getPhase());
    }

    private static String ofDeployment(Deployment deployment) {
        return ready(
                deployment.getStatus().getReadyReplicas(), deployment.getSpec().getReplicas());
    }

    private static String ofSet(StatefulSet set) {
        return ready(set.getStatus().getReadyReplicas(), set.getSpec().getReplicas());
    }

    private static String ready(Integer ready, Integer wanted) {
        return "%d of %d are Ready".formatted(ready == null ? 0 : ready, wanted);
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }
}
