package dev.touchstone.judge.network;

import static dev.touchstone.judge.network.DecisionAssert.assertThat;
import static dev.touchstone.judge.network.Written.DB;
import static dev.touchstone.judge.network.Written.FRONTEND_ELSEWHERE;
import static dev.touchstone.judge.network.Written.OUTSIDE;
import static dev.touchstone.judge.network.Written.policies;
import static dev.touchstone.judge.network.Written.policy;

import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.Protocol;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which ways a policy isolates: its types, as given or as they are assumed. */
class PolicyTypesTest {

    @Test
    void are_ingress_if_they_are_not_given() {
        NetworkPolicy untyped = policy("untyped", "podSelector: {}");

        assertThat(decide(OUTSIDE, DB, untyped)).isBlocked();
        assertThat(decide(DB, OUTSIDE, untyped)).isAllowed();
    }

    @Test
    void are_ingress_if_they_are_given_as_an_empty_list_or_without_a_value() {
        for (String types : List.of("policyTypes: []", "policyTypes:")) {
            assertThat(decide(OUTSIDE, DB, policy("p", "podSelector: {}\n" + types)))
                    .isBlocked();
            assertThat(decide(DB, OUTSIDE, policy("p", "podSelector: {}\n" + types)))
                    .isAllowed();
        }
    }

    @Test
    void are_both_if_they_are_not_given_and_there_are_egress_rules() {
        NetworkPolicy both = policy("both", "podSelector: {}\negress: [{to: [{podSelector: {}}]}]");

        assertThat(decide(OUTSIDE, DB, both)).isBlocked();
        assertThat(decide(DB, OUTSIDE, both)).isBlocked();
        assertThat(decide(DB, FRONTEND_ELSEWHERE, both)).isBlocked();
    }

    @Test
    void are_not_egress_for_an_empty_list_of_egress_rules() {
        for (String egress : List.of("egress: []", "egress:")) {
            assertThat(decide(DB, OUTSIDE, policy("p", "podSelector: {}\n" + egress)))
                    .isAllowed();
        }
    }

    @Test
    void are_only_egress_if_given_so_whatever_ingress_rules_say() {
        NetworkPolicy only =
                policy("only", "podSelector: {}\npolicyTypes: [Egress]\ningress: [{from: [{podSelector: {}}]}]");

        assertThat(decide(OUTSIDE, DB, only)).isAllowed();
        assertThat(decide(DB, OUTSIDE, only)).isBlocked().naming("isolated by only, without any egress rule");
    }

    @Test
    void are_only_ingress_if_given_so_whatever_egress_rules_say() {
        NetworkPolicy only =
                policy("only", "podSelector: {}\npolicyTypes: [Ingress]\negress: [{to: [{podSelector: {}}]}]");

        assertThat(decide(DB, OUTSIDE, only)).isAllowed();
    }

    private static Decision decide(Endpoint source, Endpoint destination, NetworkPolicy policy) {
        return policies(policy).decide(source, destination, 6379, Protocol.TCP);
    }
}
