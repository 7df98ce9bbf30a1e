package dev.touchstone.observe;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Watches the pods of a namespace go: how a container ended is known only in the moment before its pod is gone. */
public final class StopWatch implements AutoCloseable {

    private final KubernetesClient client;
    private final String namespace;
    private final Map<String, Going> going = new ConcurrentHashMap<>();
    private final SharedIndexInformer<Pod> informer;

    /**
     * A pod on its way out.
     *
     * @param asked when it was asked to go
     * @param grace how long it was given, in seconds
     * @param pod as it was seen last
     */
    private record Going(Instant asked, long grace, Pod pod) {

        static Going of(Pod pod) {
            long grace = Optional.ofNullable(pod.getMetadata().getDeletionGracePeriodSeconds())
                    .orElse(0L);
            return new Going(
                    Instant.parse(pod.getMetadata().getDeletionTimestamp()).minusSeconds(grace), grace, pod);
        }
    }

    /** Begin to watch. */
    public StopWatch(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        this.informer = client.pods().inNamespace(namespace).inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Pod pod) {
                keep(pod);
            }

            @Override
            public void onUpdate(Pod before, Pod pod) {
                keep(pod);
            }

            @Override
            public void onDelete(Pod pod, boolean unknown) {
                keep(pod);
            }
        });
    }

    private void keep(Pod pod) {
        if (pod.getMetadata().getDeletionTimestamp() != null && PodObserver.isOfTheRelease(pod)) {
            // When all has ended, the kubelet deletes it once more and at once, and the time that it had is forgotten.
            going.merge(
                    pod.getMetadata().getUid(),
                    Going.of(pod),
                    (first, last) -> new Going(first.asked(), first.grace(), last.pod()));
        }
    }

    /** Every end that has been seen so far, by workload and pod. */
    List<Stop> stops() {
        Owners owners = Owners.in(client, namespace);
        List<Stop> stops = new ArrayList<>();
        going.values().stream()
                .sorted(Comparator.comparing(each -> each.pod().getMetadata().getName()))
                .forEach(each -> statuses(each.pod())
                        .forEach(status -> stop(each, status, owners).ifPresent(stops::add)));
        return stops;
    }

    private static Stream<ContainerStatus> statuses(Pod pod) {
        List<String> sidecars = pod.getSpec().getInitContainers().stream()
                .filter(container -> "Always".equals(container.getRestartPolicy()))
                .map(container -> container.getName())
                .toList();
        return Stream.concat(
                pod.getStatus().getContainerStatuses().stream(),
                pod.getStatus().getInitContainerStatuses().stream()
                        .filter(status -> sidecars.contains(status.getName())));
    }

    /** Empty for a container that had ended before, or whose end was not seen. */
    private static Optional<Stop> stop(Going going, ContainerStatus status, Owners owners) {
        ContainerStateTerminated end =
                status.getState() == null ? null : status.getState().getTerminated();
        if (end == null || end.getFinishedAt() == null) {
            return Optional.empty();
        }
        Instant ended = Instant.parse(end.getFinishedAt());
        return ended.isBefore(going.asked())
                ? Optional.empty()
                : Optional.of(new Stop(
                        owners.workload(going.pod()),
                        going.pod().getMetadata().getName(),
                        status.getName(),
                        end.getExitCode(),
                        String.valueOf(end.getReason()),
                        Duration.between(going.asked(), ended).toSeconds(),
                        going.grace()));
    }

    @Override
    public void close() {
        informer.close();
    }
}
