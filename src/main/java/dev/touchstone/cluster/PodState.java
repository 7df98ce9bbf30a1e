package dev.touchstone.cluster;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How far a pod has come on its way to Ready, and whether it can still get there. */
public final class PodState {

    /** The kubelet's reasons for waiting that do not pass by themselves within a test's patience. */
    private static final Set<String> TERMINAL = Set.of(
            "CrashLoopBackOff",
            "CreateContainerConfigError",
            "CreateContainerError",
            "ErrImageNeverPull",
            "ImagePullBackOff",
            "InvalidImageName",
            "RunContainerError");

    private PodState() {}

    /** Reached when the pod is Ready; terminal when one of its containers waits for what will not come. */
    public static State of(Pod pod) {
        String name = pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
        Optional<ContainerStatus> stuck = statuses(pod)
                .filter(status -> waiting(status)
                        .map(ContainerStateWaiting::getReason)
                        .filter(TERMINAL::contains)
                        .isPresent())
                .findFirst();
        if (stuck.isPresent()) {
            ContainerStateWaiting waiting = stuck.get().getState().getWaiting();
            return State.terminal("pod %s, container %s: %s: %s"
                    .formatted(name, stuck.get().getName(), waiting.getReason(), waiting.getMessage()));
        }
        if (pod.getStatus() != null && "Failed".equals(pod.getStatus().getPhase())) {
            return State.terminal("pod %s has failed: %s %s"
                    .formatted(
                            name, pod.getStatus().getReason(), pod.getStatus().getMessage()));
        }
        if (Readiness.isPodReady(pod)) {
            return State.reached("pod " + name + " is Ready");
        }
        return State.pending("pod %s is %s%s"
                .formatted(
                        name,
                        pod.getStatus() == null ? "new" : pod.getStatus().getPhase(),
                        statuses(pod)
                                .flatMap(status -> waiting(status).stream())
                                .map(waiting -> ", waiting: " + waiting.getReason())
                                .findFirst()
                                .orElse("")));
    }

    private static Stream<ContainerStatus> statuses(Pod pod) {
        if (pod.getStatus() == null) {
            return Stream.empty();
        }
        return Stream.of(
                        pod.getStatus().getInitContainerStatuses(),
                        pod.getStatus().getContainerStatuses())
                .flatMap(List::stream);
    }

    private static Optional<ContainerStateWaiting> waiting(ContainerStatus status) {
        return Optional.ofNullable(status.getState()).map(state -> state.getWaiting());
    }
}
