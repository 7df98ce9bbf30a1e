package dev.touchstone.judge;

import dev.touchstone.judge.network.Decision;
import dev.touchstone.judge.network.NetworkPolicies;
import dev.touchstone.observe.Cell;
import dev.touchstone.observe.Connectivity;
import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.NetworkFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Each endpoint reaches what the chart's policies admit, and nothing else. A cell is proven when what was dialled is what they say,
 * and something answers there once a policy allows everything: what nobody answers at, nobody is kept from.
 */
public final class Reachability {

    private final NetworkFacts facts;
    private final NetworkPolicies policies;
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

    /** @param facts what was dialled, and the policies */
    public Reachability(NetworkFacts facts) {
        this.facts = facts;
        this.policies = new NetworkPolicies(facts.readPolicies());
        facts.endpoints().forEach(endpoint -> endpoints.put(endpoint.name(), endpoint));
    }

    /** Names of those who dialled, in order. */
    List<String> sources() {
        return facts.cells().stream().map(Cell::from).distinct().toList();
    }

    Ruling judge(String source) {
        NetworkFacts.Canary canary = facts.canary();
        if (!enforced()) {
            return Ruling.inconclusive(
                    "this cluster was not seen to enforce policies: a connection to a pod on %s was %s without any, and %s with one that denies everything"
                            .formatted(canary.node(), canary.before(), canary.after()));
        }
        List<String> wrong = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        int reached = 0;
        int kept = 0;
        int silent = 0;
        for (Cell cell : facts.cells()) {
            if (!cell.from().equals(source)) {
                continue;
            }
            switch (reach(cell)) {
                case UNKNOWN -> unknown.add(cell.target());
                case REACHED -> reached++;
                case KEPT -> kept++;
                case SILENT -> silent++;
                case LEAK ->
                    wrong.add("it reaches %s, which is %s"
                            .formatted(cell.target(), decide(cell).words()));
                case BARRED ->
                    wrong.add("it does not reach %s (%s), which is %s"
                            .formatted(
                                    cell.target(), cell.enforced(), decide(cell).words()));
            }
        }
        if (!wrong.isEmpty()) {
            return Ruling.fail(
                    "expected what the policies say; found%n  ".formatted() + String.join("%n  ".formatted(), wrong));
        }
        if (!unknown.isEmpty()) {
            return Ruling.inconclusive("what came of dialling is not known of " + String.join(", ", unknown));
        }
        return reached + kept == 0
                ? Ruling.inconclusive("nothing that it dialled answers, with or without policies")
                : Ruling.pass(
                        "it reaches %d targets that policies admit it to, and is kept from %d that answer where everything is allowed; at %d nobody answers"
                                .formatted(reached, kept, silent));
    }

    /** Whether the cluster was seen to enforce policies at all. */
    public boolean enforced() {
        return facts.canary().before() == Connectivity.OPEN
                && facts.canary().after().closed();
    }

    /** What a cell comes to. */
    public Reach reach(Cell cell) {
        if (cell.enforced() == Connectivity.UNKNOWN || cell.open() == Connectivity.UNKNOWN) {
            return Reach.UNKNOWN;
        }
        boolean allowed = decide(cell).allowed();
        if (cell.enforced() == Connectivity.OPEN) {
            return allowed ? Reach.REACHED : Reach.LEAK;
        }
        if (cell.open() != Connectivity.OPEN) {
            return Reach.SILENT;
        }
        return allowed ? Reach.BARRED : Reach.KEPT;
    }

    /** What the policies say of a cell, with the reason of both ends. */
    public Decision decide(Cell cell) {
        return policies.decide(endpoint(cell.from()), endpoint(cell.to()), cell.reached(), cell.protocol());
    }

    private Endpoint endpoint(String name) {
        Endpoint endpoint = endpoints.get(name);
        if (endpoint == null) {
            throw new IllegalArgumentException(
                    "a cell names %s, which is none of the endpoints: %s".formatted(name, endpoints.keySet()));
        }
        return endpoint;
    }
}
