package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.Release;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.junit.AcceptScenarios;
import dev.touchstone.junit.Acceptance;
import dev.touchstone.junit.InstallScenario;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The scenario of each chart that has everything switched on and fits one node, on every Kubernetes version that is asked for; of
 * the first one also what a scenario file cannot say, for which a test has the installed release, its cluster and a client given
 * to it.
 */
@AcceptScenarios({"spark-platform", "maestro-ml"})
@InstallScenario("spark-platform")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AcceptanceIT {

    @Test
    @Order(1)
    void the_release_lies_in_a_namespace_with_all_six_labels_of_Pod_Security(Release release, KubernetesClient client) {
        Namespace namespace = client.namespaces().withName(release.namespace()).get();

        assertThat(namespace.getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted")
                .containsEntry("pod-security.kubernetes.io/warn", "restricted")
                .containsEntry("pod-security.kubernetes.io/audit", "restricted")
                .containsKeys(
                        "pod-security.kubernetes.io/enforce-version",
                        "pod-security.kubernetes.io/warn-version",
                        "pod-security.kubernetes.io/audit-version");
    }

    @Test
    @Order(2)
    void the_master_is_found_by_the_name_and_label_that_people_use(Release release, Cluster cluster) {
        KubernetesClient client = cluster.client();

        assertThat(client.pods()
                        .inNamespace(release.namespace())
                        .withLabel("app", "spark-master")
                        .list()
                        .getItems())
                .hasSize(1);
        assertThat(client.apps()
                        .deployments()
                        .inNamespace(release.namespace())
                        .withName("spark-sa-master")
                        .get())
                .isNotNull();
    }

    /** They find the release installed, and remove it. */
    @TestFactory
    @Order(3)
    Stream<DynamicNode> scenarios(Acceptance acceptance) {
        return acceptance.tests();
    }
}
