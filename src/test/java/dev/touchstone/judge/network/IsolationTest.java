package dev.touchstone.judge.network;

import static dev.touchstone.judge.network.DecisionAssert.assertThat;
import static dev.touchstone.judge.network.Written.DB;
import static dev.touchstone.judge.network.Written.FRONTEND;
import static dev.touchstone.judge.network.Written.FRONTEND_ELSEWHERE;
import static dev.touchstone.judge.network.Written.OUTSIDE;
import static dev.touchstone.judge.network.Written.STRANGER;
import static dev.touchstone.judge.network.Written.policies;
import static dev.touchstone.judge.network.Written.policy;

import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.Protocol;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * "The two sorts of pod isolation" and "Default policies" of the concept page, and the reference of a policy's spec.
 */
class IsolationTest {

    private static final NetworkPolicy DENY_INGRESS = policy("deny-ingress", "podSelector: {}\npolicyTypes: [Ingress]");
    private static final NetworkPolicy DENY_EGRESS = policy("deny-egress", "podSelector: {}\npolicyTypes: [Egress]");
    private static final NetworkPolicy ALLOW_INGRESS =
            policy("allow-ingress", "podSelector: {}\ningress: [{}]\npolicyTypes: [Ingress]");

    @Nested
    class By_default {

        @Test
        void a_pod_is_not_isolated_either_way() {
            assertThat(decide(FRONTEND, DB)).isAllowed().naming("no policy isolates it for egress", "for ingress");
            assertThat(decide(OUTSIDE, DB)).isAllowed();
            assertThat(decide(DB, OUTSIDE)).isAllowed();
        }
    }

    @Nested
    class A_policy {

        @Test
        void isolates_all_pods_of_its_namespace_with_an_empty_selector_or_none() {
            assertThat(decide(FRONTEND, DB, DENY_INGRESS)).isBlocked();
            assertThat(decide(FRONTEND, DB, policy("none", "policyTypes: [Ingress]")))
                    .isBlocked();
        }

        @Test
        void isolates_no_pods_of_other_namespaces() {
            assertThat(decide(DB, FRONTEND_ELSEWHERE, DENY_INGRESS)).isAllowed();
            assertThat(decide(FRONTEND_ELSEWHERE, DB, policy("other", "deny-ingress", "podSelector: {}")))
                    .isAllowed();
        }

        @Test
        void isolates_no_pods_that_it_does_not_select() {
            NetworkPolicy ofTheDb = policy("db", "podSelector: {matchLabels: {role: db}}\npolicyTypes: [Ingress]");

            assertThat(decide(FRONTEND, DB, ofTheDb)).isBlocked();
            assertThat(decide(DB, FRONTEND, ofTheDb)).isAllowed();
        }

        @Test
        void isolates_nothing_but_pods() {
            assertThat(decide(STRANGER, OUTSIDE, DENY_INGRESS)).isAllowed().naming("outside is no pod");
            assertThat(decide(OUTSIDE, STRANGER, DENY_EGRESS)).isAllowed();
        }
    }

    @Nested
    class A_rule {

        @Test
        void for_nobody_in_particular_admits_everybody() {
            for (String from : List.of("{}", "{from: []}", "{from: }", "{ports: []}", "{ports: }")) {
                NetworkPolicy all = policy("all", "podSelector: {}\ningress: [%s]".formatted(from));

                assertThat(decide(OUTSIDE, DB, all)).isAllowed().naming("admitted by all ingress[0]");
                assertThat(decide(FRONTEND_ELSEWHERE, DB, all)).isAllowed();
            }
        }

        @Test
        void is_missed_where_the_list_of_them_is_empty() {
            for (String ingress : List.of("ingress: []", "ingress:")) {
                assertThat(decide(FRONTEND, DB, policy("none", "podSelector: {}\n" + ingress)))
                        .isBlocked()
                        .naming("isolated by none, without any ingress rule");
            }
        }

        @Test
        void must_hold_both_the_peer_and_the_port() {
            NetworkPolicy rule = policy("rule", """
                    podSelector: {}
                    ingress:
                    - from: [{podSelector: {matchLabels: {role: frontend}}}]
                      ports: [{port: 6379}]
                    """);

            assertThat(decide(FRONTEND, DB, rule)).isAllowed();
            assertThat(decide(STRANGER, DB, rule)).isBlocked().naming("rule ingress[0] does not name default/stranger");
            assertThat(policies(rule).decide(FRONTEND, DB, 80, Protocol.TCP))
                    .isBlocked()
                    .naming("rule ingress[0] names default/frontend, but does not open TCP 80");
        }
    }

    @Nested
    class Policies {

        @Test
        void add_up_in_whatever_order() {
            assertThat(decide(OUTSIDE, DB, DENY_INGRESS, ALLOW_INGRESS)).isAllowed();
            assertThat(decide(OUTSIDE, DB, ALLOW_INGRESS, DENY_INGRESS))
                    .isAllowed()
                    .naming("isolated by allow-ingress, deny-ingress; admitted by allow-ingress ingress[0]");
        }

        @Test
        void add_up_rule_by_rule_and_not_peers_of_one_with_ports_of_another() {
            NetworkPolicy peer = policy("peer", "ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]");
            NetworkPolicy port =
                    policy("port", "ingress: [{from: [{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: 6379}]}]");

            assertThat(decide(FRONTEND, DB, peer, port))
                    .isBlocked()
                    .naming("peer ingress[0] names", "port ingress[0] does not name");
        }

        @Test
        void must_allow_it_at_both_ends() {
            assertThat(decide(FRONTEND, DB, DENY_EGRESS, ALLOW_INGRESS))
                    .isBlocked()
                    .naming("egress blocked: isolated by deny-egress", "ingress allowed: isolated by allow-ingress");
            assertThat(decide(FRONTEND, DB, DENY_INGRESS))
                    .isBlocked()
                    .naming("egress allowed: no policy", "ingress blocked: isolated by deny-ingress");
        }

        @Test
        void of_one_way_leave_the_other_way_as_it_was() {
            assertThat(decide(DB, OUTSIDE, DENY_INGRESS)).isAllowed();
            assertThat(decide(OUTSIDE, DB, DENY_EGRESS)).isAllowed();
        }
    }

    private static Decision decide(Endpoint source, Endpoint destination, NetworkPolicy... policies) {
        return policies(policies).decide(source, destination, 6379, Protocol.TCP);
    }
}
