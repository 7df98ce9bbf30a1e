package dev.touchstone.judge.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.judge.network.TruthTable.Cell;
import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.Protocol;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What holds of all policies, tried on {@code -Dtouchstone.cases} of them. They are the same in each run, so that a red
 * one stays red; a larger number adds others to them.
 */
class NetworkPoliciesPropertyTest {

    private static final long CASES = Long.getLong("touchstone.cases", 300);

    @Test
    void a_second_implementation_says_the_same_of_every_connection() {
        long blocked = 0;
        for (long seed = 0; seed < CASES; seed++) {
            List<Map<String, Object>> policies = new RandomPolicies(seed).some();
            Set<Cell> allowed = TruthTable.allowed(policies);
            if (!differences(policies).isEmpty()) {
                Object smallest = Shrunk.of(policies, NetworkPoliciesPropertyTest::differ);
                assertThat(differences(cast(smallest)))
                        .as(
                                "seed %d, where the second implementation says otherwise:%n%s",
                                seed, Serialization.asYaml(smallest))
                        .isEmpty();
            }
            blocked += cells().count() - allowed.size();
        }
        assertThat((double) blocked / (CASES * cells().count()))
                .as("the part that is blocked: were it next to nothing or all, nothing would have been tried")
                .isBetween(0.1, 0.9);
    }

    @Test
    void without_a_reason_it_says_the_same() {
        seeds().forEach(seed -> {
            NetworkPolicies policies = new NetworkPolicies(read(new RandomPolicies(seed).some()));

            cells().forEach(cell -> assertThat(
                            policies.allows(cell.source(), cell.destination(), cell.port(), cell.protocol()))
                    .as("seed %d: %s", seed, cell)
                    .isEqualTo(decide(policies, cell).allowed()));
        });
    }

    @Test
    void the_order_of_policies_does_not_matter() {
        seeds().forEach(seed -> {
            List<NetworkPolicy> policies = read(new RandomPolicies(seed).some());
            NetworkPolicies one = new NetworkPolicies(policies);
            List<NetworkPolicy> reversed = new ArrayList<>(policies);
            Collections.reverse(reversed);
            NetworkPolicies other = new NetworkPolicies(reversed);

            cells().forEach(cell -> assertThat(decide(other, cell).allowed())
                    .as("seed %d: %s", seed, cell)
                    .isEqualTo(decide(one, cell).allowed()));
        });
    }

    @Test
    void what_a_rule_admits_no_further_policy_blocks() {
        seeds().forEach(seed -> {
            List<NetworkPolicy> policies = read(new RandomPolicies(seed).some());
            NetworkPolicies few = new NetworkPolicies(policies);
            NetworkPolicies more = new NetworkPolicies(Stream.concat(
                            policies.stream(), read(new RandomPolicies(-1 - seed).some()).stream())
                    .toList());

            cells().forEach(cell -> {
                Decision before = decide(few, cell);
                Decision after = decide(more, cell);
                assertThat(after.egress().allowed() || !admitted(before.egress()))
                        .as("seed %d: %s", seed, cell)
                        .isTrue();
                assertThat(after.ingress().allowed() || !admitted(before.ingress()))
                        .as("seed %d: %s", seed, cell)
                        .isTrue();
            });
        });
    }

    private static boolean admitted(Decision.Side side) {
        return side.reason().contains("; admitted by ");
    }

    private static LongStream seeds() {
        return LongStream.range(0, CASES / 10);
    }

    /** Whether both have something to say of it, and not the same. */
    private static boolean differ(Object tree) {
        try {
            return !differences(cast(tree)).isEmpty();
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static List<String> differences(List<Map<String, Object>> policies) {
        NetworkPolicies evaluator = new NetworkPolicies(read(policies));
        Set<Cell> allowed = TruthTable.allowed(policies);
        List<String> differences = new ArrayList<>();
        cells().forEach(cell -> {
            Decision decision = decide(evaluator, cell);
            if (decision.allowed() != allowed.contains(cell)) {
                differences.add("%s to %s %s %d: %s"
                        .formatted(
                                cell.source().words(),
                                cell.destination().words(),
                                cell.protocol(),
                                cell.port(),
                                decision.words()));
            }
        });
        return differences;
    }

    private static Decision decide(NetworkPolicies policies, Cell cell) {
        return policies.decide(cell.source(), cell.destination(), cell.port(), cell.protocol());
    }

    private static Stream<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Endpoint source : World.ENDS) {
            for (Endpoint destination : World.ENDS) {
                for (Protocol protocol : Protocol.values()) {
                    World.PORTS.forEach(port -> cells.add(new Cell(source, destination, protocol, port)));
                }
            }
        }
        return cells.stream();
    }

    private static List<NetworkPolicy> read(List<Map<String, Object>> policies) {
        return policies.stream()
                .map(policy -> Serialization.unmarshal(Serialization.asYaml(policy), NetworkPolicy.class))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> cast(Object tree) {
        return (List<Map<String, Object>>) tree;
    }
}
