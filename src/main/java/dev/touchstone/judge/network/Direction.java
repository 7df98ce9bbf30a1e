package dev.touchstone.judge.network;

import dev.touchstone.observe.Endpoint;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A way of traffic, seen from the pod that a policy selects. */
enum Direction {
    EGRESS("egress", "Egress") {
        @Override
        Stream<Rule> rules(NetworkPolicySpec spec) {
            return given(spec.getEgress()).stream().map(rule -> new Rule(given(rule.getTo()), given(rule.getPorts())));
        }

        @Override
        Endpoint subject(Flow flow) {
            return flow.source();
        }

        @Override
        Endpoint peer(Flow flow) {
            return flow.destination();
        }
    },

    INGRESS("ingress", "Ingress") {
        @Override
        Stream<Rule> rules(NetworkPolicySpec spec) {
            return given(spec.getIngress()).stream()
                    .map(rule -> new Rule(given(rule.getFrom()), given(rule.getPorts())));
        }

        @Override
        Endpoint subject(Flow flow) {
            return flow.destination();
        }

        @Override
        Endpoint peer(Flow flow) {
            return flow.source();
        }
    };

    private final String word;
    private final String policyType;

    Direction(String word, String policyType) {
        this.word = word;
        this.policyType = policyType;
    }

    abstract Stream<Rule> rules(NetworkPolicySpec spec);

    /** The end of a connection whose policies are asked. */
    abstract Endpoint subject(Flow flow);

    /** The other end, which these policies must name. */
    abstract Endpoint peer(Flow flow);

    /**
     * Whether the policy isolates its pods this way. Without types it does for ingress, and with egress rules for
     * egress as well.
     */
    boolean isolatedBy(NetworkPolicySpec spec) {
        List<String> types = given(spec.getPolicyTypes());
        if (types.isEmpty()) {
            return this == INGRESS || !given(spec.getEgress()).isEmpty();
        }
        return types.contains(policyType);
    }

    String word() {
        return word;
    }

    /** A key without a value, as in {@code egress:}, is the same to the API as no key. */
    private static <T> List<T> given(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
