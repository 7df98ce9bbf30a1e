package dev.touchstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.junit.LeaseCluster;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An existing cluster by its kubeconfig context: the one that the other tests lease plays that part. */
@LeaseCluster
class ContextClusterIT {

    private static final String USER = "user-without-rights";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void useAKubeconfigOfOurOwn(Cluster cluster) throws IOException {
        Path kubeconfig = folder.resolve("config");
        Files.writeString(kubeconfig, cluster.kubeconfig());
        System.setProperty("kubeconfig", kubeconfig.toString());
    }

    @AfterEach
    void forgetTheKubeconfig(KubernetesClient client) {
        System.clearProperty("kubeconfig");
        client.serviceAccounts().inNamespace("default").withName(USER).delete();
    }

    @Test
    void an_administrators_context_is_used_as_it_is() {
        try (Cluster existing = lease("default")) {
            assertThat(existing.client().namespaces().withName("default").get()).isNotNull();
            assertThat(existing.nodes()).isEmpty();
            assertThat(existing.kubeconfig()).contains("current-context: \"default\"");
        }
    }

    @Test
    void a_user_without_rights_is_told_which_are_missing(Cluster cluster) throws IOException {
        Files.writeString(
                folder.resolve("config"),
                cluster.kubeconfig().replaceAll("(?s)  user:\n.*", "") + "  user:\n    token: "
                        + tokenOfUserWithoutRights(cluster.client()) + "\n");

        assertThatThrownBy(() -> lease("default"))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContainingAll(
                        "The user of context 'default' may not: create namespaces",
                        "create pods/exec",
                        "create networkpolicies.networking.k8s.io");
    }

    @Test
    void an_unknown_context_is_refused_with_those_that_exist() {
        assertThatThrownBy(() -> lease("production"))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContainingAll("There is no kubeconfig context 'production'", "has [default]");
    }

    private static Cluster lease(String context) {
        ClusterSettings settings =
                new ClusterSettings(Optional.of(context), List.of(KubernetesVersion.newest()), KeepPolicy.NEVER, 0);
        return new Clusters(settings, upstream -> upstream).lease(new ClusterRequest(KubernetesVersion.newest(), 1));
    }

    private static String tokenOfUserWithoutRights(KubernetesClient client) {
        client.serviceAccounts()
                .inNamespace("default")
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(USER)
                        .endMetadata()
                        .build())
                .create();
        return client.serviceAccounts()
                .inNamespace("default")
                .withName(USER)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }
}
