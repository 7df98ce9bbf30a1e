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

    /** kube-router lets into the pods of a policy what that lets out of them: seen on k3s 1.35. */
    @Test
    void do_not_watch_what_a_policy_for_both_ends_may_open_as_well() {
        PolicyMutant everywhere = Shop.mutant("every-address-out", "default-deny-all");
        PolicyMutant exporter = Shop.mutant("one-port-too-many-in", "database");

        assertThat(exporter.shows())
                .allMatch(Shop.matrix().withinAnyOf(List.of(everywhere)))
                .noneMatch(Shop.matrix().withinAnyOf(List.of(exporter)));
        assertThat(new PolicyBatches(Shop.matrix()).of(List.of(everywhere, exporter)))
                .hasSize(2);
        assertThat(new PolicyBatches(Shop.matrix())
                        .of(List.of(everywhere))
                        .get(0)
                        .watched()
                        .get(0)
                        .witnesses())
                .hasSize(1)
                .noneMatch(Shop.matrix().withinAnyOf(List.of(everywhere)));
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
