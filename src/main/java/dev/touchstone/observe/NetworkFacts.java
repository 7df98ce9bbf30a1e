package dev.touchstone.observe;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Who reached whom.
 *
 * @param policies as the chart renders them, with their namespace
 * @param endpoints everybody who dialled or was dialled
 * @param cells everything that was tried
 * @param canary whether this cluster enforces policies at all
 * @param window how long a new pod could do what a policy forbids
 * @param millis how long all the dialling took, both times
 */
public record NetworkFacts(
        List<JsonNode> policies,
        List<Endpoint> endpoints,
        List<Cell> cells,
        Canary canary,
        StartWindow window,
        long millis) {

    public NetworkFacts {
        policies = List.copyOf(policies);
        endpoints = List.copyOf(endpoints);
        cells = List.copyOf(cells);
    }

    /** The same where no policy is enforced: whatever answers is reached. */
    public NetworkFacts withoutEnforcement() {
        return new NetworkFacts(
                policies, endpoints, cells.stream().map(Cell::unenforced).toList(), canary, window, millis);
    }

    /** The same, of which only these cells were tried. */
    public NetworkFacts withCells(List<Cell> tried) {
        return new NetworkFacts(policies, endpoints, tried, canary, window, millis);
    }

    /** The policies, read. */
    public List<NetworkPolicy> readPolicies() {
        return read(policies);
    }

    /** Policies as a render has them, read. */
    public static List<NetworkPolicy> read(List<JsonNode> policies) {
        return policies.stream()
                .map(policy -> Serialization.unmarshal(policy.toString(), NetworkPolicy.class))
                .toList();
    }

    /**
     * A connection of two pods in a namespace of their own, to which nothing but one policy is put, that denies everything. It is
     * tried with a pod on each node.
     *
     * @param node where the one is that was dialled; where one did not do as it must, that one's
     * @param before what came of it without the policy
     * @param after what came of it with it
     * @param millis from the policy until no connection came about, on any node; -1 when one still did
     */
    public record Canary(String node, Connectivity before, Connectivity after, long millis) {}

    /**
     * What a pod of the namespace could do that dials something forbidden from its first instruction on.
     *
     * @param attempts how often it dialled
     * @param opened how many of these came about
     * @param millis from its first instruction to the first connection that did not come about; -1 when each came about
     */
    public record StartWindow(int attempts, int opened, long millis) {}
}
