package dev.touchstone.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Proves that every node can start a pod's sandbox: a network namespace with an address, held by the pause container. On a
 * node where no pod runs yet a probe is made. Its image exists nowhere and need not: the sandbox comes before the image, and
 * the condition {@code PodReadyToStartContainers} (KEP-3085) says so.
 */
final class SandboxProof {

    private static final String NAMESPACE = "kube-system";
    private static final String NAME = "touchstone-sandbox-";

    private final KubernetesClient client;
    private final Set<String> probed = new HashSet<>();

    SandboxProof(KubernetesClient client) {
        this.client = client;
    }

    State state() {
        List<Pod> pods = client.pods().inAnyNamespace().list().getItems();
        Set<String> proven = pods.stream()
                .filter(SandboxProof::hasSandbox)
                .map(pod -> pod.getSpec().getNodeName())
                .collect(Collectors.toSet());
        Set<String> open = client.nodes().list().getItems().stream()
                .map(node -> node.getMetadata().getName())
                .filter(node -> !proven.contains(node))
                .collect(Collectors.toSet());
        open.stream().filter(node -> !probed.contains(node)).forEach(this::probe);
        return State.of(
                open.isEmpty(),
                open.isEmpty() ? "a pod sandbox has started on every node" : "no sandbox has started yet on " + open);
    }

    /** Remove the probes. */
    void cleanUp() {
        probed.forEach(node -> client.pods()
                .inNamespace(NAMESPACE)
                .withName(NAME + node)
                .withGracePeriod(0)
                .delete());
    }

    private static boolean hasSandbox(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("PodReadyToStartContainers")
                                && condition.getStatus().equals("True"));
    }

    private void probe(String node) {
        client.pods()
                .inNamespace(NAMESPACE)
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(NAME + node)
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName(node)
                        .withRestartPolicy("Never")
                        .withAutomountServiceAccountToken(false)
                        .addNewContainer()
                        .withName("none")
                        .withImage("touchstone.invalid/none:none")
                        .withImagePullPolicy("Never")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        probed.add(node);
    }
}
