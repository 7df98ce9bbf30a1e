package dev.touchstone.judge.network;

import dev.touchstone.observe.Endpoint;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One policy, and what its rules say of a connection.
 *
 * @param policy as the API server has it
 */
record Policy(NetworkPolicy policy) {

    Policy {
        if (policy.getMetadata().getNamespace() == null) {
            throw new IllegalArgumentException("network policy %s has no namespace, and so no pods"
                    .formatted(policy.getMetadata().getName()));
        }
    }

    boolean isolates(Endpoint pod, Direction direction) {
        return pod.namespace().equals(namespace())
                && direction.isolatedBy(policy.getSpec())
                && Selector.matches(policy.getSpec().getPodSelector(), pod.podLabels());
    }

    boolean admits(Flow flow, Direction direction) {
        Endpoint peer = direction.peer(flow);
        return direction.rules(policy.getSpec()).anyMatch(rule -> rule.names(peer, namespace()) && rule.opens(flow));
    }

    /** What each of its rules says. */
    List<Answer> answers(Flow flow, Direction direction) {
        List<Rule> rules = direction.rules(policy.getSpec()).toList();
        return IntStream.range(0, rules.size())
                .mapToObj(
                        i -> answer(rules.get(i), "%s %s[%d]".formatted(name(), direction.word(), i), flow, direction))
                .toList();
    }

    private Answer answer(Rule rule, String place, Flow flow, Direction direction) {
        Endpoint peer = direction.peer(flow);
        if (!rule.names(peer, namespace())) {
            return new Answer(false, "%s does not name %s".formatted(place, peer.words()));
        }
        return rule.opens(flow)
                ? new Answer(true, place)
                : new Answer(false, "%s names %s, but does not open %s".formatted(place, peer.words(), flow.target()));
    }

    String name() {
        return policy.getMetadata().getName();
    }

    private String namespace() {
        return policy.getMetadata().getNamespace();
    }

    /**
     * What a rule says.
     *
     * @param admits whether the connection is one of those that it admits
     * @param words where the rule stands and, if it does not admit it, why
     */
    record Answer(boolean admits, String words) {}
}
