package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.State;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.AccountFacts;
import dev.touchstone.observe.AccountObserver;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service account may do, against what it has really asked a real API server for. */
@LeaseCluster
class RightsIT {

    private final String namespace = "rights-" + Long.toHexString(System.nanoTime());

    @BeforeEach
    void makeAccount(KubernetesClient client) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("web")
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void remove(KubernetesClient client) {
        client.namespaces().withName(namespace).delete();
    }

    @Test
    void rights_that_are_used_are_green(Cluster cluster) {
        grant(cluster.client(), "resources: [configmaps, secrets], verbs: [list]");
        ask(cluster);

        Verdict verdict = judge(cluster);

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.PASS);
        assertThat(verdict.reason()).isEqualTo("each of its 2 rights was used: list configmaps, list secrets");
    }

    @Test
    void one_that_is_not_used_is_red_and_so_is_one_that_is_lacking(Cluster cluster) {
        grant(cluster.client(), "resources: [configmaps], verbs: [list, delete]");
        ask(cluster);

        Verdict verdict = judge(cluster);

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.reason())
                .contains("never used: delete configmaps", "asked for and refused: list secrets")
                .doesNotContain("never used: list");
    }

    private void grant(KubernetesClient client, String rule) {
        String objects = """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: web, namespace: %1$s}
                rules: [{apiGroups: [''], %2$s}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: web, namespace: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: web}
                subjects: [{kind: ServiceAccount, name: web, namespace: %1$s}]
                """.formatted(namespace, rule);
        client.load(new ByteArrayInputStream(objects.getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
        // The API server's authorizer learns of it a moment later. Asked by the administrator, which the account's log
        // does not show.
        Await.that("the account may list config maps")
                .within(Duration.ofMinutes(1))
                .until(() -> State.of(mayListConfigMaps(client), "it may not"));
    }

    private boolean mayListConfigMaps(KubernetesClient client) {
        return client.authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser("system:serviceaccount:%s:web".formatted(namespace))
                        .withNewResourceAttributes()
                        .withNamespace(namespace)
                        .withVerb("list")
                        .withResource("configmaps")
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }

    /** With the account's own token: for config maps, and for secrets, whether it may or not. */
    private void ask(Cluster cluster) {
        TokenRequest token = cluster.client()
                .serviceAccounts()
                .inNamespace(namespace)
                .withName("web")
                .tokenRequest(new TokenRequest());
        Config administrator = Config.fromKubeconfig(cluster.kubeconfig());
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(administrator.getMasterUrl())
                .withCaCertData(administrator.getCaCertData())
                .withOauthToken(token.getStatus().getToken())
                .build();
        try (KubernetesClient web =
                new KubernetesClientBuilder().withConfig(config).build()) {
            web.configMaps().inNamespace(namespace).list();
            assertThat(catchThrowable(() -> web.secrets().inNamespace(namespace).list()))
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isNull(),
                            thrown -> assertThat(thrown).isInstanceOf(KubernetesClientException.class));
        }
    }

    private Verdict judge(Cluster cluster) {
        AccountFacts account =
                new AccountObserver(cluster, namespace).look(List.of("web")).get(0);
        return new Judge(EnumSet.of(CheckId.LEAST_RIGHTS)).judge(account);
    }
}
