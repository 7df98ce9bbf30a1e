package dev.touchstone.mutate.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PolicyOperatorsTest {

    @Test
    void a_policy_is_deleted() {
        assertThat(weakened("policy-deleted", "web")).containsExactly(Optional.empty());
    }

    @Test
    void a_selector_matches_nothing() {
        assertThat(only("selector-of-nothing", "allow-dns").getPodSelector().getMatchLabels())
                .containsExactly(java.util.Map.entry("touchstone.dev/nobody", "true"));
    }

    @Nested
    class Egress_is_left_out {

        @Test
        void of_the_types_with_the_rules_that_imply_it() {
            NetworkPolicySpec spec = only("egress-not-isolated", "web");

            assertThat(spec.getPolicyTypes()).containsExactly("Ingress");
            assertThat(spec.getEgress()).isEmpty();
            assertThat(spec.getIngress()).isEqualTo(Shop.policy("web").getSpec().getIngress());
        }

        @Test
        void but_not_where_it_is_all_that_there_is_because_no_types_are_ingress() {
            assertThat(weakened("egress-not-isolated", "allow-dns")).isEmpty();
        }
    }

    @Nested
    class Everybody_is_admitted {

        @Test
        void as_a_further_peer_and_as_a_rule_of_its_own() {
            List<NetworkPolicySpec> specs = specs("every-address-in", "database");

            assertThat(specs).hasSize(2);
            assertThat(specs.get(0).getIngress()).singleElement().satisfies(rule -> {
                assertThat(rule.getFrom()).hasSize(2);
                assertThat(rule.getFrom().get(1).getIpBlock().getCidr()).isEqualTo("0.0.0.0/0");
                assertThat(rule.getPorts()).hasSize(1);
            });
            assertThat(specs.get(1).getIngress()).hasSize(2);
            assertThat(specs.get(1).getIngress().get(1).getPorts()).isEmpty();
        }

        @Test
        void where_there_is_no_rule_yet_as_one() {
            assertThat(only("every-address-out", "default-deny-all").getEgress())
                    .hasSize(1);
            assertThat(Serialization.asYaml(only("every-namespace-in", "default-deny-all")))
                    .contains("namespaceSelector: {}");
        }

        @Test
        void not_in_a_direction_that_the_policy_says_nothing_of() {
            assertThat(weakened("every-address-in", "allow-dns")).isEmpty();
        }

        @Test
        void of_every_namespace_with_the_labels_of_a_peer() {
            NetworkPolicySpec spec = only("every-namespace-of-a-peer", "web");

            assertThat(spec.getIngress().get(0).getFrom()).singleElement().satisfies(peer -> {
                assertThat(peer.getNamespaceSelector()).isNotNull();
                assertThat(peer.getPodSelector().getMatchLabels()).containsKey("web-client");
            });
            assertThat(weakened("every-namespace-of-a-peer", "allow-dns")).isEmpty();
        }
    }

    @Nested
    class One_port_is_too_many {

        @Test
        void in_rules_that_open_others() {
            assertThat(specs("one-port-too-many-in", "database"))
                    .extracting(spec -> spec.getIngress().get(0).getPorts().stream()
                            .map(port -> port.getPort().getIntVal())
                            .toList())
                    .containsExactly(List.of(5432, 9187), List.of(5432, 9));
        }

        @Test
        void not_in_a_rule_that_opens_all_of_them() {
            assertThat(weakened("one-port-too-many-out", "api")).isEmpty();
        }
    }

    @Test
    void the_original_stays_as_it_is() {
        NetworkPolicy original = Shop.policy("web");

        PolicyOperators.all(List.of(9)).forEach(operator -> operator.of(original));

        assertThat(original).isEqualTo(Shop.policy("web"));
    }

    private static List<Optional<NetworkPolicy>> weakened(String operator, String policy) {
        return PolicyOperators.all(List.of(5432, 9187, 9)).stream()
                .filter(each -> each.name().equals(operator))
                .flatMap(each -> each.of(Shop.policy(policy)).stream())
                .map(PolicyMutant::weakened)
                .toList();
    }

    private static List<NetworkPolicySpec> specs(String operator, String policy) {
        return weakened(operator, policy).stream()
                .flatMap(Optional::stream)
                .map(NetworkPolicy::getSpec)
                .toList();
    }

    private static NetworkPolicySpec only(String operator, String policy) {
        List<NetworkPolicySpec> specs = specs(operator, policy);
        assertThat(specs).hasSize(1);
        return specs.get(0);
    }
}
