package dev.touchstone.mutate.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mutate.network.PolicyBatch.Watched;
import dev.touchstone.observe.Cell;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class PolicyBatchesTest {

    @Test
    void hold_every_mutant_once_and_are_few() {
        List<PolicyMutant> all = Shop.mutants().seen();
        List<PolicyBatch> batches = Shop.mutants().batches();

        assertThat(batches.stream().flatMap(batch -> batch.mutants().stream()))
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(batches).hasSizeLessThan(all.size() / 2);
    }

    @Test
    void watch_cells_that_change_by_their_own_mutant_alone() {
        PolicyMatrix matrix = Shop.matrix();

        for (PolicyBatch batch : Shop.mutants().batches()) {
            Predicate<Cell> changed = matrix.changedBy(batch.mutants());
            for (Watched watched : batch.watched()) {
                Predicate<Cell> byOthers = matrix.changedBy(batch.mutants().stream()
                        .filter(other -> !other.equals(watched.mutant()))
                        .toList());
                assertThat(watched.shows()).isNotEmpty().allMatch(changed).noneMatch(byOthers);
                assertThat(watched.witnesses()).noneMatch(changed);
            }
        }
    }

    @Test
    void keep_two_apart_that_open_together_what_neither_opens_alone() {
        // One lets pods of every namespace into the API, the other lets the database out to all of them.
        PolicyMutant in = Shop.mutant("every-namespace-in", "api");
        PolicyMutant out = Shop.mutant("every-namespace-out", "database");
        PolicyMatrix matrix = Shop.matrix();
        Cell both = matrix.cells().stream()
                .filter(cell ->
                        cell.from().equals(Shop.DATABASE) && cell.to().equals(Shop.API) && cell.reached() == 8080)
                .findFirst()
                .orElseThrow();

        assertThat(matrix.changedBy(List.of(in, out))).accepts(both);
        assertThat(matrix.changedBy(List.of(in))).rejects(both);
        assertThat(matrix.changedBy(List.of(out))).rejects(both);
        assertThat(new PolicyBatches(matrix).of(List.of(in, out)))
                .allSatisfy(batch -> assertThat(batch.cells()).doesNotContain(both));
    }

    @Test
    void hold_no_policy_twice() {
        assertThat(new PolicyBatches(Shop.matrix())
                        .of(List.of(Shop.mutant("policy-deleted", "web"), Shop.mutant("selector-of-nothing", "web"))))
                .hasSize(2);
    }

    @Test
    void of_a_sample_hold_one_of_each_operator() {
        List<String> operators = Shop.mutants().sample().stream()
                .flatMap(batch -> batch.mutants().stream())
                .map(PolicyMutant::operator)
                .toList();

        assertThat(operators)
                .doesNotHaveDuplicates()
                .contains(
                        "policy-deleted",
                        "selector-of-nothing",
                        "egress-not-isolated",
                        "every-address-in",
                        "every-address-out",
                        "every-namespace-in",
                        "every-namespace-of-a-peer",
                        "one-port-too-many-in");
    }
}
