package dev.touchstone.mutate.network;

import dev.touchstone.judge.network.Decision;
import dev.touchstone.judge.network.NetworkPolicies;
import dev.touchstone.observe.Cell;
import dev.touchstone.observe.Connectivity;
import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.NetworkFacts;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the installed policies say of everything that was dialled, and what they say with mutants among them. */
final class PolicyMatrix {

    private final List<NetworkPolicy> installed;
    private final List<Cell> cells;
    private final Map<String, Endpoint> endpoints;
    private final Map<Cell, Decision> original = new HashMap<>();
    private final Map<String, Map<Cell, Integer>> selected = new HashMap<>();

    PolicyMatrix(List<NetworkPolicy> installed, NetworkFacts facts) {
        this.installed = List.copyOf(installed);
        // A Service's cell hangs on the name server as well, of which its policies know nothing.
        this.cells = facts.cells().stream().filter(cell -> !cell.byService()).toList();
        this.endpoints = facts.endpoints().stream()
                .collect(Collectors.toMap(Endpoint::name, Function.identity(), (first, second) -> first));
        NetworkPolicies policies = new NetworkPolicies(installed);
        cells.forEach(cell -> original.put(cell, decide(policies, cell)));
    }

    /** Everything that was dialled by address. */
    List<Cell> cells() {
        return cells;
    }

    /** What the policies say of a cell as they are installed. */
    Decision original(Cell cell) {
        return Objects.requireNonNull(original.get(cell));
    }

    /** Whether a cell is as the policies say, and somebody answers there when he may: only such a one can turn red. */
    boolean isGreen(Cell cell) {
        return original(cell).allowed()
                ? cell.enforced() == Connectivity.OPEN
                : cell.enforced().closed() && cell.open() == Connectivity.OPEN;
    }

    /** Tells of which cells the policies say something else with all of these mutants among them. */
    Predicate<Cell> changedBy(Collection<PolicyMutant> mutants) {
        NetworkPolicies policies = with(mutants);
        return cell -> allows(policies, cell) != original(cell).allowed();
    }

    /** Cells at one end of which a policy selects the pod: of no other can it say anything, nor can what it is weakened to. */
    List<Cell> touchedBy(NetworkPolicy policy) {
        return cells.stream().filter(cell -> ends(policy, cell) > 0).toList();
    }

    /**
     * Tells of which cells one of these policies selects both ends. kube-router, which k3s brings, has one chain of rules for a
     * policy, and goes through it for either end: whom such a policy lets out of its pods it lets into them as well, whatever else
     * isolates them.
     */
    Predicate<Cell> withinAnyOf(Collection<PolicyMutant> mutants) {
        return cell -> mutants.stream().anyMatch(mutant -> ends(mutant.original(), cell) == 2);
    }

    private int ends(NetworkPolicy policy, Cell cell) {
        return selected.computeIfAbsent(policy.getMetadata().getName(), name -> ends(policy))
                .getOrDefault(cell, 0);
    }

    private Map<Cell, Integer> ends(NetworkPolicy policy) {
        NetworkPolicies out = denying(policy, "Egress");
        NetworkPolicies in = denying(policy, "Ingress");
        return cells.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        cell -> (allows(out, cell) ? 0 : 1) + (allows(in, cell) ? 0 : 1),
                        (first, second) -> first));
    }

    /** A policy for the same pods that lets nothing through one way: what it blocks has one of them at that end. */
    private static NetworkPolicies denying(NetworkPolicy policy, String type) {
        return new NetworkPolicies(List.of(new NetworkPolicyBuilder(policy)
                .editSpec()
                .withPolicyTypes(type)
                .withIngress(List.of())
                .withEgress(List.of())
                .endSpec()
                .build()));
    }

    /** Whether one of these ends is decided otherwise with a mutant among the policies. */
    boolean changesAnEnd(PolicyMutant mutant, List<Cell> among) {
        NetworkPolicies policies = with(List.of(mutant));
        return among.stream().anyMatch(cell -> differs(original(cell), decide(policies, cell)));
    }

    /** Whether one of these ends would be decided otherwise if there were no other policy. */
    boolean changesAnEndAlone(PolicyMutant mutant, List<Cell> among) {
        NetworkPolicies before = new NetworkPolicies(List.of(mutant.original()));
        NetworkPolicies after = new NetworkPolicies(mutant.weakened().stream().toList());
        return among.stream().anyMatch(cell -> differs(decide(before, cell), decide(after, cell)));
    }

    private static boolean differs(Decision one, Decision other) {
        return one.egress().allowed() != other.egress().allowed()
                || one.ingress().allowed() != other.ingress().allowed();
    }

    private NetworkPolicies with(Collection<PolicyMutant> mutants) {
        Map<String, Optional<NetworkPolicy>> weakened =
                mutants.stream().collect(Collectors.toMap(PolicyMutant::policy, PolicyMutant::weakened));
        return new NetworkPolicies(installed.stream()
                .flatMap(policy -> weakened.getOrDefault(policy.getMetadata().getName(), Optional.of(policy)).stream())
                .toList());
    }

    private boolean allows(NetworkPolicies policies, Cell cell) {
        return policies.allows(endpoint(cell.from()), endpoint(cell.to()), cell.reached(), cell.protocol());
    }

    private Decision decide(NetworkPolicies policies, Cell cell) {
        return policies.decide(endpoint(cell.from()), endpoint(cell.to()), cell.reached(), cell.protocol());
    }

    private Endpoint endpoint(String name) {
        return Objects.requireNonNull(endpoints.get(name), () -> "no endpoint is called " + name);
    }
}
