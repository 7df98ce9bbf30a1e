package dev.touchstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.junit.LeaseCluster;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** NetworkPolicies are enforced between pods of two nodes: what is seen to be cut off was seen to be open before. */
@LeaseCluster(nodes = 2)
@Order(1) // so that the tests that need one node share this cluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkPolicyIT {

    private TestPods pods;

    @BeforeAll
    void startOnePodOnEachNode(Cluster cluster) {
        pods = TestPods.inRestrictedNamespace(cluster, "network-policy");
        pods.create(TestPods.onNode(TestPods.hardened("server"), "node-1", Map.of("app", "server")));
        pods.create(TestPods.onNode(TestPods.hardened("client"), "node-2", Map.of("app", "client")));
        pods.awaitReady("server");
        pods.awaitReady("client");
    }

    @AfterAll
    void removeNamespace() {
        pods.deleteNamespace();
    }

    @Test
    void the_same_pair_of_pods_connects_then_is_cut_off_by_deny_all_then_connects_by_an_allow(KubernetesClient client) {
        awaitConnection(true);

        client.network()
                .v1()
                .networkPolicies()
                .inNamespace(pods.namespace())
                .resource(denyAll())
                .create();
        awaitConnection(false);

        client.network()
                .v1()
                .networkPolicies()
                .inNamespace(pods.namespace())
                .resource(allow())
                .create();
        awaitConnection(true);
    }

    @Test
    void the_pods_run_on_two_nodes(KubernetesClient client) {
        assertThat(client.pods().inNamespace(pods.namespace()).list().getItems())
                .extracting(pod -> pod.getSpec().getNodeName())
                .containsExactlyInAnyOrder("node-1", "node-2");
    }

    private void awaitConnection(boolean open) {
        Await.that("client reaches server: " + open).until(() -> {
            ExecResult result = pods.exec("client", "sh", "-c", "echo | nc -w 1 " + pods.ip("server") + " 8080");
            return State.of((result.exitCode() == 0) == open, "nc: " + result);
        });
    }

    private static NetworkPolicy denyAll() {
        return new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName("deny-all")
                .endMetadata()
                .withNewSpec()
                .withNewPodSelector()
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .endSpec()
                .build();
    }

    private static NetworkPolicy allow() {
        return new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName("allow-client")
                .endMetadata()
                .withNewSpec()
                .withNewPodSelector()
                .addToMatchLabels("app", "server")
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .addNewFrom()
                .withNewPodSelector()
                .addToMatchLabels("app", "client")
                .endPodSelector()
                .endFrom()
                .endIngress()
                .endSpec()
                .build();
    }
}
