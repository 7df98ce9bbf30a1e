package dev.touchstone.judge.network;

import static dev.touchstone.judge.network.DecisionAssert.assertThat;
import static dev.touchstone.judge.network.Written.CLIENT_OF_ALICE;
import static dev.touchstone.judge.network.Written.DB;
import static dev.touchstone.judge.network.Written.FRONTEND;
import static dev.touchstone.judge.network.Written.FRONTEND_ELSEWHERE;
import static dev.touchstone.judge.network.Written.OUTSIDE;
import static dev.touchstone.judge.network.Written.SERVER_OF_ALICE;
import static dev.touchstone.judge.network.Written.STRANGER;
import static dev.touchstone.judge.network.Written.policies;
import static dev.touchstone.judge.network.Written.policy;

import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.Protocol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** "Behavior of to and from selectors" of the concept page, but for blocks of addresses. */
class PeerTest {

    @Nested
    class A_pod_selector_alone {

        @Test
        void selects_pods_of_the_policys_own_namespace() {
            String peers = "- podSelector: {matchLabels: {role: frontend}}";

            assertThat(from(FRONTEND, peers)).isAllowed();
            assertThat(from(STRANGER, peers)).isBlocked();
            assertThat(from(FRONTEND_ELSEWHERE, peers)).isBlocked();
        }

        @Test
        void selects_all_of_them_if_it_is_empty() {
            String peers = "- podSelector: {}";

            assertThat(from(STRANGER, peers)).isAllowed();
            assertThat(from(FRONTEND_ELSEWHERE, peers)).isBlocked();
            assertThat(from(OUTSIDE, peers)).isBlocked();
        }
    }

    @Nested
    class A_namespace_selector_alone {

        @Test
        void selects_all_pods_of_the_namespaces() {
            String peers = "- namespaceSelector: {matchLabels: {user: alice}}";

            assertThat(from(CLIENT_OF_ALICE, peers)).isAllowed();
            assertThat(from(SERVER_OF_ALICE, peers)).isAllowed();
            assertThat(from(FRONTEND, peers)).isBlocked();
        }

        @Test
        void selects_all_namespaces_if_it_is_empty_but_nothing_outside_of_them() {
            String peers = "- namespaceSelector: {}";

            assertThat(from(FRONTEND, peers)).isAllowed();
            assertThat(from(FRONTEND_ELSEWHERE, peers)).isAllowed();
            assertThat(from(OUTSIDE, peers)).isBlocked();
            assertThat(from(Endpoint.ofNode("node-2", "172.18.0.3"), peers)).isBlocked();
        }

        @Test
        void selects_a_namespace_by_its_name_with_the_label_that_every_one_has() {
            String peers = "- namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: other}}";

            assertThat(from(FRONTEND_ELSEWHERE, peers)).isAllowed();
            assertThat(from(FRONTEND, peers)).isBlocked();
        }

        @Test
        void selects_several_namespaces_by_the_values_of_a_label() {
            String peers = """
                    - namespaceSelector:
                        matchExpressions: [{key: user, operator: In, values: [alice, bob]}]
                    """;

            assertThat(from(CLIENT_OF_ALICE, peers)).isAllowed();
            assertThat(from(FRONTEND, peers)).isBlocked();
        }

        @Test
        void goes_by_the_labels_of_the_namespace_and_not_of_the_pod() {
            Endpoint pretender =
                    new Endpoint("pretender", "other", Map.of(), Map.of("user", "alice"), "10.1.1.4", "", List.of());

            assertThat(from(pretender, "- namespaceSelector: {matchLabels: {user: alice}}"))
                    .isBlocked();
        }
    }

    @Nested
    class Both_selectors {

        @Test
        void in_one_entry_select_particular_pods_of_particular_namespaces() {
            String peers = """
                    - namespaceSelector: {matchLabels: {user: alice}}
                      podSelector: {matchLabels: {role: client}}
                    """;

            assertThat(from(CLIENT_OF_ALICE, peers)).isAllowed();
            assertThat(from(SERVER_OF_ALICE, peers)).isBlocked();
            assertThat(from(FRONTEND, peers)).isBlocked();
        }

        @Test
        void in_two_entries_select_pods_of_the_own_namespace_or_all_pods_of_the_others() {
            String peers = """
                    - namespaceSelector: {matchLabels: {user: alice}}
                    - podSelector: {matchLabels: {role: frontend}}
                    """;

            assertThat(from(CLIENT_OF_ALICE, peers)).isAllowed();
            assertThat(from(SERVER_OF_ALICE, peers)).isAllowed();
            assertThat(from(FRONTEND, peers)).isAllowed();
            assertThat(from(STRANGER, peers)).isBlocked();
            assertThat(from(FRONTEND_ELSEWHERE, peers)).isBlocked();
        }

        @Test
        void select_pods_of_all_namespaces_if_the_one_for_namespaces_is_empty() {
            String peers = """
                    - namespaceSelector: {}
                      podSelector: {matchLabels: {role: frontend}}
                    """;

            assertThat(from(FRONTEND, peers)).isAllowed();
            assertThat(from(FRONTEND_ELSEWHERE, peers)).isAllowed();
            assertThat(from(STRANGER, peers)).isBlocked();
        }

        @Test
        void select_nobody_if_neither_is_there() {
            assertThat(from(FRONTEND, "- {}")).isBlocked();
        }
    }

    @Nested
    class The_peers_of_an_egress_rule {

        @Test
        void are_its_destinations() {
            NetworkPolicies policies = policies(policy("egress", """
                    podSelector: {matchLabels: {role: frontend}}
                    policyTypes: [Egress]
                    egress: [{to: [{podSelector: {matchLabels: {role: db}}}]}]
                    """));

            assertThat(policies.decide(FRONTEND, DB, 6379, Protocol.TCP)).isAllowed();
            assertThat(policies.decide(FRONTEND, STRANGER, 6379, Protocol.TCP)).isBlocked();
        }
    }

    private static Decision from(Endpoint source, String peers) {
        return policies(policy("db", """
                        podSelector: {matchLabels: {role: db}}
                        ingress:
                        - from:
                        """ + peers.indent(2))).decide(source, DB, 6379, Protocol.TCP);
    }
}
