package dev.touchstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.junit.SharedClusters;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Once for each version of -Dtouchstone.kubernetes: what a cluster says to a pod, and what a hardened pod says of itself. */
@ParameterizedClass(name = "Kubernetes {0}")
@MethodSource("versions")
@ExtendWith(HardenedPodIT.Shared.class)
class HardenedPodIT {

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private KubernetesVersion version;

    @SuppressWarnings("NullAway.Init")
    private TestPods pods;

    static List<KubernetesVersion> versions() {
        return ClusterSettings.fromSystemProperties().versions();
    }

    @BeforeEach
    void makeRestrictedNamespace(SharedClusters clusters) {
        Cluster cluster = clusters.lease(new ClusterRequest(version, 1));
        pods = TestPods.inRestrictedNamespace(cluster, "hardened-pod");
        assertThat(cluster.client().getKubernetesVersion().getMinor())
                .isEqualTo(version.minor().substring(2));
    }

    @AfterEach
    void removeNamespace() {
        pods.deleteNamespace();
    }

    @Test
    void refuses_an_unhardened_pod_and_runs_a_hardened_one_as_it_was_asked_to() throws Exception {
        assertThatThrownBy(() -> pods.create(TestPods.unhardened("unhardened")))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContainingAll(
                        "violates PodSecurity \"restricted:latest\"",
                        "allowPrivilegeEscalation != false",
                        "unrestricted capabilities",
                        "runAsNonRoot != true",
                        "seccompProfile");

        pods.create(TestPods.hardened("hardened"));
        pods.awaitReady("hardened");

        assertThat(pods.exec("hardened", "id").output()).startsWith("uid=1000 ");
        ExecResult touch = pods.exec("hardened", "touch", "/test");
        assertThat(touch.exitCode()).isNotZero();
        assertThat(touch.errors()).contains("Read-only file system");
        assertThat(status())
                .containsEntry("CapBnd", "0000000000000000")
                .containsEntry("NoNewPrivs", "1")
                .containsEntry("Seccomp", "2");
    }

    private Map<String, String> status() throws Exception {
        return pods.exec("hardened", "cat", "/proc/1/status")
                .output()
                .lines()
                .map(line -> line.split(":\\s*", 2))
                .collect(java.util.stream.Collectors.toMap(field -> field[0], field -> field[1]));
    }

    /** Hands the run's clusters to the set-up, which leases by version. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SharedClusters.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return SharedClusters.of(context);
        }
    }
}
