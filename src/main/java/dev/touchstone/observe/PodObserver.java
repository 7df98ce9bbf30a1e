package dev.touchstone.observe;

import dev.touchstone.cluster.LogTail;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks at the pods of a namespace by the API server's eyes. */
public final class PodObserver {

    private static final int LOG_LINES = 8;

    private final KubernetesClient client;
    private final String namespace;

    public PodObserver(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Every pod that is not on its way out and is no test hook's or functional step's, by name. */
    public List<PodFacts> look() {
        return all().stream().map(Observed::facts).toList();
    }

    /** A pod with what is seen of it. */
    record Observed(Pod pod, PodFacts facts) {}

    List<Observed> all() {
        // Asked once for all pods: a namespace may have hundreds.
        Owners owners = Owners.in(client, namespace);
        return pods().stream().map(pod -> new Observed(pod, facts(pod, owners))).toList();
    }

    private List<Pod> pods() {
        return client.pods().inNamespace(namespace).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(PodObserver::isOfTheRelease)
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    /** Rather than of a functional step or a test hook. */
    static boolean isOfTheRelease(Pod pod) {
        return !pod.getMetadata().getLabels().containsKey(StepRunner.LABEL)
                && !pod.getMetadata().getAnnotations().containsKey("helm.sh/hook");
    }

    private PodFacts facts(Pod pod, Owners owners) {
        PodStatus status = pod.getStatus();
        return new PodFacts(
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                owners.workload(pod),
                String.valueOf(status.getPhase()),
                Readiness.isPodReady(pod),
                Optional.ofNullable(status.getPodIP()).orElse(""),
                Optional.ofNullable(status.getHostIP()).orElse(""),
                pod.getSpec().getVolumes().stream().anyMatch(PodObserver::holdsToken),
                containers(pod)
                        .flatMap(container -> container.getPorts().stream())
                        .map(port ->
                                Optional.ofNullable(port.getProtocol()).orElse("TCP") + "/" + port.getContainerPort())
                        .distinct()
                        .sorted()
                        .toList(),
                claims(pod),
                statuses(pod));
    }

    private static Stream<Container> containers(Pod pod) {
        return Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream());
    }

    private static boolean holdsToken(Volume volume) {
        return volume.getProjected() != null
                && volume.getProjected().getSources().stream()
                        .anyMatch(source -> source.getServiceAccountToken() != null);
    }

    private Map<String, PodFacts.Claim> claims(Pod pod) {
        Map<String, PodFacts.Claim> claims = new TreeMap<>();
        for (Volume volume : pod.getSpec().getVolumes()) {
            if (volume.getPersistentVolumeClaim() != null) {
                String name = volume.getPersistentVolumeClaim().getClaimName();
                claims.put(name, claim(name));
            }
        }
        return claims;
    }

    private PodFacts.Claim claim(String name) {
        PersistentVolumeClaim claim = client.persistentVolumeClaims()
                .inNamespace(namespace)
                .withName(name)
                .get();
        PersistentVolume volume = claim == null || claim.getSpec().getVolumeName() == null
                ? null
                : client.persistentVolumes()
                        .withName(claim.getSpec().getVolumeName())
                        .get();
        if (volume == null) {
            return new PodFacts.Claim("unbound", "");
        }
        String source = volume.getSpec().getHostPath() != null
                ? "hostPath"
                : volume.getSpec().getLocal() != null
                        ? "local"
                        : volume.getSpec().getCsi() != null ? "csi" : "other";
        return new PodFacts.Claim(
                source, volume.getMetadata().getAnnotations().getOrDefault("pv.kubernetes.io/provisioned-by", ""));
    }

    private List<PodFacts.ContainerStatus> statuses(Pod pod) {
        List<PodFacts.ContainerStatus> statuses = new ArrayList<>();
        for (Container container : pod.getSpec().getInitContainers()) {
            boolean sidecar = "Always".equals(container.getRestartPolicy());
            statuses.add(status(
                    pod,
                    container,
                    sidecar ? "sidecar" : "init",
                    pod.getStatus().getInitContainerStatuses()));
        }
        for (Container container : pod.getSpec().getContainers()) {
            statuses.add(status(pod, container, "main", pod.getStatus().getContainerStatuses()));
        }
        return statuses;
    }

    private PodFacts.ContainerStatus status(
            Pod pod,
            Container container,
            String phase,
            List<io.fabric8.kubernetes.api.model.ContainerStatus> statuses) {
        io.fabric8.kubernetes.api.model.ContainerStatus status = statuses.stream()
                .filter(each -> each.getName().equals(container.getName()))
                .findFirst()
                .orElseGet(io.fabric8.kubernetes.api.model.ContainerStatus::new);
        ContainerState state = Optional.ofNullable(status.getState()).orElseGet(ContainerState::new);
        return new PodFacts.ContainerStatus(
                container.getName(),
                phase,
                container.getImage(),
                Optional.ofNullable(status.getImageID()).orElse(""),
                inWords(state),
                state.getRunning() != null,
                state.getTerminated() != null
                        && Integer.valueOf(0).equals(state.getTerminated().getExitCode()),
                Optional.ofNullable(status.getRestartCount()).orElse(0),
                lastEnd(pod, container, status),
                Optional.ofNullable(status.getUser())
                        .map(io.fabric8.kubernetes.api.model.ContainerUser::getLinux)
                        .map(io.fabric8.kubernetes.api.model.LinuxContainerUser::getUid));
    }

    private String lastEnd(Pod pod, Container container, io.fabric8.kubernetes.api.model.ContainerStatus status) {
        if (status.getLastState() == null || status.getLastState().getTerminated() == null) {
            return "";
        }
        return "%s; its log ended with: %s".formatted(inWords(status.getLastState()), lastLog(pod, container, status));
    }

    private String lastLog(Pod pod, Container container, io.fabric8.kubernetes.api.model.ContainerStatus status) {
        try {
            String log = LogTail.read(
                    client.pods()
                            .inNamespace(namespace)
                            .withName(pod.getMetadata().getName())
                            .inContainer(container.getName()),
                    status,
                    LOG_LINES);
            return SecretMask.of(client, namespace).mask(log).strip();
        } catch (KubernetesClientException e) {
            return "(it cannot be read: %s)".formatted(e.getMessage());
        }
    }

    static String inWords(ContainerState state) {
        if (state.getRunning() != null) {
            return "running";
        }
        if (state.getTerminated() != null) {
            return "terminated: %s, exit code %s"
                    .formatted(
                            state.getTerminated().getReason(),
                            state.getTerminated().getExitCode());
        }
        if (state.getWaiting() != null) {
            String message = state.getWaiting().getMessage();
            return "waiting: " + state.getWaiting().getReason() + (message == null ? "" : ": " + message);
        }
        return "not started";
    }
}
