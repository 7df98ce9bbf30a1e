package dev.touchstone.mutate.network;

import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every way in which a network policy is weakened. A direction counts only where the policy isolates its pods that way. */
final class PolicyOperators {

    private static final String EGRESS = "Egress";
    private static final NetworkPolicyPeer EVERY_ADDRESS = new NetworkPolicyPeerBuilder()
            .withNewIpBlock()
            .withCidr("0.0.0.0/0")
            .endIpBlock()
            .build();
    private static final NetworkPolicyPeer EVERY_NAMESPACE = new NetworkPolicyPeerBuilder()
            .withNewNamespaceSelector()
            .endNamespaceSelector()
            .build();

    private PolicyOperators() {}

    /** @param ports that may be one too many */
    static List<PolicyOperator> all(List<Integer> ports) {
        return Stream.concat(
                        Stream.of(
                                new PolicyOperator("policy-deleted", policy -> List.of(Optional.empty())),
                                operator("selector-of-nothing", PolicyOperators::selectNothing),
                                new PolicyOperator("egress-not-isolated", PolicyOperators::withoutEgress),
                                // Whom a policy lets out by labels nobody elsewhere answers as, so that only the other
                                // way shows.
                                new PolicyOperator("every-namespace-of-a-peer", policy -> ofPeers(policy, Way.IN))),
                        Stream.of(Way.values()).flatMap(way -> ofWay(way, ports)))
                .toList();
    }

    private static Stream<PolicyOperator> ofWay(Way way, List<Integer> ports) {
        return Stream.of(
                new PolicyOperator("every-address-" + way.word(), policy -> beside(policy, way, EVERY_ADDRESS)),
                new PolicyOperator("every-namespace-" + way.word(), policy -> beside(policy, way, EVERY_NAMESPACE)),
                new PolicyOperator(
                        "one-port-too-many-" + way.word(),
                        policy -> ports.stream()
                                .flatMap(port -> withPort(policy, way, port))
                                .toList()));
    }

    private static PolicyOperator operator(String name, Consumer<NetworkPolicySpec> change) {
        return new PolicyOperator(name, policy -> List.of(changed(policy, change)));
    }

    private static Optional<NetworkPolicy> changed(NetworkPolicy policy, Consumer<NetworkPolicySpec> change) {
        NetworkPolicy copy = new NetworkPolicyBuilder(policy).build();
        change.accept(copy.getSpec());
        return Optional.of(copy);
    }

    private static void selectNothing(NetworkPolicySpec spec) {
        spec.setPodSelector(new LabelSelectorBuilder()
                .addToMatchLabels("touchstone.dev/nobody", "true")
                .build());
    }

    /**
     * A policy with egress rules isolates for egress even without the type, so they go with it. One that isolates for egress alone
     * cannot be written without.
     */
    private static List<Optional<NetworkPolicy>> withoutEgress(NetworkPolicy policy) {
        List<String> types = policy.getSpec().getPolicyTypes();
        if (!types.contains(EGRESS) || types.size() == 1) {
            return List.of();
        }
        return List.of(changed(policy, spec -> {
            spec.setPolicyTypes(
                    types.stream().filter(type -> !type.equals(EGRESS)).toList());
            spec.setEgress(List.of());
        }));
    }

    /** As a further peer of every rule that names peers, on their ports; else as a rule of its own, on every port. */
    private static List<Optional<NetworkPolicy>> beside(NetworkPolicy policy, Way way, NetworkPolicyPeer peer) {
        Stream<Optional<NetworkPolicy>> asPeer = ifNamed(
                policy,
                way,
                rule -> !rule.peers().isEmpty(),
                rule -> rule.withPeers(
                        Stream.concat(rule.peers().stream(), Stream.of(peer)).toList()));
        Stream<Optional<NetworkPolicy>> asRule = way.isolatedBy(policy.getSpec())
                ? Stream.of(changed(
                        policy,
                        spec -> way.write(
                                spec,
                                Stream.concat(way.rules(spec), Stream.of(new PolicyRule(List.of(peer), List.of())))
                                        .toList())))
                : Stream.empty();
        return Stream.concat(asPeer, asRule).toList();
    }

    private static List<Optional<NetworkPolicy>> ofPeers(NetworkPolicy policy, Way way) {
        return ifNamed(policy, way, PolicyRule::namesPods, PolicyRule::inEveryNamespace)
                .toList();
    }

    private static Stream<Optional<NetworkPolicy>> withPort(NetworkPolicy policy, Way way, int port) {
        return ifNamed(policy, way, rule -> rule.lacks(port), rule -> rule.withPort(port));
    }

    /** With every such rule changed; nothing where there is none. */
    private static Stream<Optional<NetworkPolicy>> ifNamed(
            NetworkPolicy policy,
            Way way,
            java.util.function.Predicate<PolicyRule> which,
            Function<PolicyRule, PolicyRule> change) {
        return way.isolatedBy(policy.getSpec()) && way.rules(policy.getSpec()).anyMatch(which)
                ? Stream.of(changed(
                        policy,
                        spec -> way.write(
                                spec,
                                way.rules(spec)
                                        .map(rule -> which.test(rule) ? change.apply(rule) : rule)
                                        .toList())))
                : Stream.empty();
    }
}
