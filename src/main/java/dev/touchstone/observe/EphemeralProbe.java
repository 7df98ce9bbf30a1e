package dev.touchstone.observe;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.State;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerUser;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.EphemeralContainerBuilder;
import io.fabric8.kubernetes.api.model.LinuxContainerUser;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks from an ephemeral container beside a container, which shares its process namespace and its user: only so does the kernel
 * let it look through {@code /proc/1/root} of one without a shell. It shares the pod's network as well. It passes {@code restricted} as the pod itself does, and
 * cannot be removed; it ends by itself.
 */
final class EphemeralProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KubernetesClient client;
    private final String namespace;
    private final String image;
    private final ContainerExec exec;

    EphemeralProbe(KubernetesClient client, String namespace, String image, ContainerExec exec) {
        this.client = client;
        this.namespace = namespace;
        this.image = image;
        this.exec = exec;
    }

    String ask(String podName, String target, String nonce, String script) {
        String name = "touchstone-" + nonce.substring(0, 8);
        start(podName, target, name);
        return exec.run(podName, name, script, PATIENCE, List.of("sh", "-s", "--", nonce, "/proc/1/root"))
                .output();
    }

    /**
     * Put an ephemeral container beside a container, and wait until it runs.
     *
     * @param name of the new container
     * @throws ObservationException when that cannot be done
     */
    void start(String podName, String target, String name) {
        try {
            put(podName, name, target);
            Await.that("ephemeral container %s beside %s runs".formatted(name, target))
                    .within(PATIENCE)
                    .until(() -> state(podName, name));
        } catch (KubernetesClientException | AwaitException e) {
            throw new ObservationException(
                    "no ephemeral container could be put beside %s/%s: %s".formatted(podName, target, e.getMessage()),
                    e);
        }
    }

    // Several containers of one pod may be asked at once; each edit must see the other's.
    private synchronized void put(String podName, String name, String target) {
        client.pods()
                .inNamespace(namespace)
                .withName(podName)
                .ephemeralContainers()
                .edit(pod -> new PodBuilder(pod)
                        .editSpec()
                        .addToEphemeralContainers(container(pod, name, target))
                        .endSpec()
                        .build());
    }

    /**
     * As its target is secured: the kernel lets it look at a process only that has the same user and no capability which it lacks
     * itself, and admission takes it where it has taken the target.
     */
    private EphemeralContainer container(Pod pod, String name, String target) {
        SecurityContext own = Stream.of(
                        pod.getSpec().getContainers(), pod.getSpec().getInitContainers())
                .flatMap(List::stream)
                .filter(each -> each.getName().equals(target))
                .findFirst()
                .map(Container::getSecurityContext)
                .orElseGet(SecurityContext::new);
        PodSecurityContext shared =
                Optional.ofNullable(pod.getSpec().getSecurityContext()).orElseGet(PodSecurityContext::new);
        SecurityContextBuilder same = new SecurityContextBuilder(own).withReadOnlyRootFilesystem(true);
        // A user that is declared nowhere is the target's image's, and the probe's image has another.
        if (own.getRunAsUser() == null && shared.getRunAsUser() == null) {
            userOf(pod, target)
                    .ifPresent(user -> same.withRunAsUser(user.getUid()).withRunAsGroup(user.getGid()));
        }
        return new EphemeralContainerBuilder()
                .withName(name)
                .withImage(image)
                .withImagePullPolicy("IfNotPresent")
                .withTargetContainerName(target)
                .withCommand("sleep", "600")
                .withSecurityContext(same.build())
                .build();
    }

    /** Where the kubelet reports it (KEP-3619). */
    private static Optional<LinuxContainerUser> userOf(Pod pod, String target) {
        return Stream.of(pod.getStatus().getContainerStatuses(), pod.getStatus().getInitContainerStatuses())
                .flatMap(List::stream)
                .filter(status -> status.getName().equals(target))
                .findFirst()
                .map(ContainerStatus::getUser)
                .map(ContainerUser::getLinux);
    }

    private State state(String podName, String name) {
        Pod pod = client.pods().inNamespace(namespace).withName(podName).get();
        return Objects.requireNonNull(pod).getStatus().getEphemeralContainerStatuses().stream()
                .filter(status -> status.getName().equals(name))
                .findFirst()
                .map(status -> Optional.ofNullable(status.getState()).orElseGet(ContainerState::new))
                .map(EphemeralProbe::state)
                .orElse(State.pending("the kubelet has not seen it yet"));
    }

    private static State state(ContainerState state) {
        if (state.getRunning() != null) {
            return State.reached("it runs");
        }
        if (state.getTerminated() != null) {
            return State.terminal("it has ended: " + state.getTerminated().getMessage());
        }
        return State.pending(
                state.getWaiting() == null
                        ? "it was not started yet"
                        : state.getWaiting().getReason());
    }
}
