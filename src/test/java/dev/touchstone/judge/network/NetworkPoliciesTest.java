package dev.touchstone.judge.network;

import static dev.touchstone.judge.network.DecisionAssert.assertThat;
import static dev.touchstone.judge.network.Written.CLIENT_OF_ALICE;
import static dev.touchstone.judge.network.Written.DB;
import static dev.touchstone.judge.network.Written.FRONTEND;
import static dev.touchstone.judge.network.Written.FRONTEND_ELSEWHERE;
import static dev.touchstone.judge.network.Written.STRANGER;
import static dev.touchstone.judge.network.Written.policies;
import static dev.touchstone.judge.network.Written.policy;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.Protocol;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The example of the concept page as a whole, what no policy can block, and the words. */
class NetworkPoliciesTest {

    private static final NetworkPolicy DENY_ALL = policy("deny-all", "podSelector: {}\npolicyTypes: [Ingress, Egress]");

    @Nested
    class The_example_of_the_documentation {

        private final NetworkPolicies example = policies(policy("test-network-policy", """
                podSelector:
                  matchLabels: {role: db}
                policyTypes: [Ingress, Egress]
                ingress:
                - from:
                  - ipBlock: {cidr: 172.17.0.0/16, except: [172.17.1.0/24]}
                  - namespaceSelector: {matchLabels: {project: myproject}}
                  - podSelector: {matchLabels: {role: frontend}}
                  ports: [{protocol: TCP, port: 6379}]
                egress:
                - to: [{ipBlock: {cidr: 10.0.0.0/24}}]
                  ports: [{protocol: TCP, port: 5978}]
                """));

        @Test
        void lets_in_three_sorts_of_sources_on_one_port() {
            assertThat(ingress(FRONTEND, 6379)).isAllowed();
            assertThat(ingress(CLIENT_OF_ALICE, 6379)).isAllowed();
            assertThat(ingress(Endpoint.ofAddress("x", "172.17.0.9"), 6379)).isAllowed();
            assertThat(ingress(FRONTEND, 6380)).isBlocked();
            assertThat(ingress(STRANGER, 6379)).isBlocked();
            assertThat(ingress(FRONTEND_ELSEWHERE, 6379)).isBlocked();
            assertThat(ingress(Endpoint.ofAddress("x", "172.17.1.9"), 6379)).isBlocked();
        }

        @Test
        void lets_out_to_one_block_on_one_port() {
            assertThat(egress("10.0.0.9", 5978)).isAllowed();
            assertThat(egress("10.0.0.9", 5979)).isBlocked();
            assertThat(egress("10.0.1.9", 5978)).isBlocked();
        }

        private Decision ingress(Endpoint source, int port) {
            return example.decide(source, DB, port, Protocol.TCP);
        }

        private Decision egress(String ip, int port) {
            return example.decide(DB, Endpoint.ofAddress("x", ip), port, Protocol.TCP);
        }
    }

    @Nested
    class No_policy {

        @Test
        void blocks_a_pods_access_to_itself() {
            assertThat(decide(DB, DB)).isAllowed().naming("a pod cannot block access to itself");
        }

        @Test
        void takes_another_pod_of_the_same_name_for_the_same_pod() {
            assertThat(decide(FRONTEND_ELSEWHERE, FRONTEND)).isBlocked();
        }

        @Test
        void blocks_what_comes_from_the_node_on_which_the_pod_runs() {
            assertThat(decide(Endpoint.ofNode("node-1", "172.18.0.2"), DB))
                    .isAllowed()
                    .naming("a pod cannot block the node on which it runs");
        }

        @Test
        void lets_in_another_node_or_an_unknown_one_for_that() {
            assertThat(decide(Endpoint.ofNode("node-2", "172.18.0.3"), DB)).isBlocked();
            assertThat(decide(Endpoint.ofAddress("outside", "172.18.0.2"), DB)).isBlocked();
            Endpoint somewhere =
                    new Endpoint("db", "default", DB.namespaceLabels(), DB.podLabels(), "10.1.0.2", "", DB.ports());
            assertThat(decide(Endpoint.ofAddress("outside", "172.18.0.2"), somewhere))
                    .isBlocked();
        }

        @Test
        void lets_in_a_pod_because_it_runs_on_the_same_node() {
            assertThat(decide(FRONTEND, DB)).isBlocked();
        }

        @Test
        void lets_out_to_the_node_on_which_the_pod_runs_because_of_that() {
            assertThat(decide(DB, Endpoint.ofNode("node-1", "172.18.0.2"))).isBlocked();
        }

        @Test
        void is_asked_between_two_ends_that_are_no_pods() {
            assertThat(decide(Endpoint.ofNode("node-1", "172.18.0.2"), Endpoint.ofAddress("x", "192.0.2.7")))
                    .isAllowed();
        }

        private static Decision decide(Endpoint source, Endpoint destination) {
            return policies(DENY_ALL).decide(source, destination, 6379, Protocol.TCP);
        }
    }

    @Nested
    class The_words {

        @Test
        void name_for_both_ends_the_policies_that_isolate_and_the_rules_that_admit_or_miss() {
            NetworkPolicy ofTheFrontend = policy("frontend", """
                    podSelector: {matchLabels: {role: frontend}}
                    policyTypes: [Egress]
                    egress:
                    - ports: [{protocol: UDP, port: 53}]
                    - to: [{podSelector: {matchLabels: {role: db}}}]
                    - to: [{ipBlock: {cidr: 10.1.0.0/16}}]
                      ports: [{port: 6379}]
                    """);
            NetworkPolicy ofTheDb = policy("db", """
                    podSelector: {matchLabels: {role: db}}
                    ingress:
                    - from: [{podSelector: {matchLabels: {role: worker}}}]
                    - from: [{podSelector: {matchLabels: {role: frontend}}}]
                      ports: [{port: 5432}]
                    """);

            Decision decision = policies(DENY_ALL, ofTheFrontend, ofTheDb).decide(FRONTEND, DB, 6379, Protocol.TCP);

            Assertions.assertThat(decision.words().lines())
                    .containsExactly(
                            "blocked",
                            "  egress allowed: isolated by deny-all, frontend; admitted by frontend egress[1] and frontend egress[2]",
                            "  ingress blocked: isolated by deny-all, db; db ingress[0] does not name default/frontend; "
                                    + "db ingress[1] names default/frontend, but does not open TCP 6379");
        }
    }

    @Test
    void refuses_a_policy_without_a_namespace() {
        NetworkPolicy policy = policy("lost", "podSelector: {}");
        policy.getMetadata().setNamespace(null);

        assertThatThrownBy(() -> policies(policy))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("network policy lost has no namespace, and so no pods");
    }
}
