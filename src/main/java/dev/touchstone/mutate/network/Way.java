package dev.touchstone.mutate.network;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.List;
import java.util.stream.Stream;

/** A direction in which a policy is weakened: its rules are read and written as if both were the same. */
enum Way {
    IN("in", "Ingress") {
        @Override
        Stream<PolicyRule> rules(NetworkPolicySpec spec) {
            return spec.getIngress().stream().map(rule -> new PolicyRule(rule.getFrom(), rule.getPorts()));
        }

        @Override
        void write(NetworkPolicySpec spec, List<PolicyRule> rules) {
            spec.setIngress(rules.stream()
                    .map(rule -> new NetworkPolicyIngressRule(rule.peers(), rule.ports()))
                    .toList());
        }
    },

    OUT("out", "Egress") {
        @Override
        Stream<PolicyRule> rules(NetworkPolicySpec spec) {
            return spec.getEgress().stream().map(rule -> new PolicyRule(rule.getTo(), rule.getPorts()));
        }

        @Override
        void write(NetworkPolicySpec spec, List<PolicyRule> rules) {
            spec.setEgress(rules.stream()
                    .map(rule -> new NetworkPolicyEgressRule(rule.ports(), rule.peers()))
                    .toList());
        }
    };

    private final String word;
    private final String policyType;

    Way(String word, String policyType) {
        this.word = word;
        this.policyType = policyType;
    }

    abstract Stream<PolicyRule> rules(NetworkPolicySpec spec);

    abstract void write(NetworkPolicySpec spec, List<PolicyRule> rules);

    boolean isolatedBy(NetworkPolicySpec spec) {
        return spec.getPolicyTypes().contains(policyType);
    }

    String word() {
        return word;
    }
}
