package dev.touchstone.mutate.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.mutate.Fate;
import dev.touchstone.mutate.Layer;
import dev.touchstone.observe.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyMutantsTest {

    @Test
    void without_the_policy_that_denies_everything_only_the_stranger_shows_it() {
        List<Cell> shows = Shop.mutant("policy-deleted", "default-deny-all").shows();

        assertThat(shows).isNotEmpty();
        assertThat(shows)
                .allMatch(cell -> cell.from().equals(Shop.STRANGER)
                        || cell.to().equals(Shop.STRANGER)
                        // Its own policy says nothing of who may come to it, and nobody dials it.
                        || cell.from().equals(Shop.CLIENT));
    }

    @Test
    void a_policy_that_two_others_stand_in_for_is_equivalent_and_the_evaluator_says_so() {
        Fate fate = unseen("egress-not-isolated of networkpolicy/default-deny-all");

        assertThat(fate.outcome()).isEqualTo(Fate.Outcome.EQUIVALENT);
        assertThat(fate.layer()).isEqualTo(Layer.NETWORK);
        assertThat(fate.reason())
                .isEqualTo("no cell of who reaches whom changes: other policies say the same of its pods");
    }

    @Test
    void what_the_other_end_keeps_closed_is_equivalent() {
        Fate fate = unseen("one-port-too-many-out of networkpolicy/web");

        assertThat(fate.outcome()).isEqualTo(Fate.Outcome.EQUIVALENT);
        assertThat(fate.reason()).contains("the policies of the other end keep closed");
    }

    @Test
    void what_shows_only_where_nobody_answers_is_nothing_to_look_at() {
        List<Cell> withoutExporter = Shop.FACTS.cells().stream()
                .filter(cell -> cell.reached() != 9187)
                .toList();

        Fate fate = unseen(
                new PolicyMutants(Shop.policies(), Shop.FACTS.withCells(withoutExporter)),
                "one-port-too-many-in of networkpolicy/database");

        assertThat(fate.outcome()).isEqualTo(Fate.Outcome.NOT_VIABLE);
        assertThat(fate.reason()).isEqualTo("it shows only where nobody answers");
    }

    @Test
    void the_spelling_that_can_be_seen_is_taken() {
        assertThat(Shop.mutant("one-port-too-many-in", "database").shows())
                .extracting(Cell::from, Cell::reached)
                .containsExactly(tuple(Shop.API, 9187));
        // As a further peer it opens the port of the rule alone; where there is no rule, as one of its own, all of
        // them.
        assertThat(Shop.mutant("every-address-out", "web").shows())
                .extracting(Cell::to)
                .containsOnly(Shop.ELSEWHERE);
        assertThat(Shop.mutant("every-address-out", "database").shows())
                .extracting(Cell::to)
                .contains("node-1", Shop.ELSEWHERE);
    }

    @Test
    void who_has_the_labels_of_a_friend_elsewhere_shows_a_peer_of_every_namespace() {
        assertThat(Shop.mutant("every-namespace-of-a-peer", "web").shows())
                .extracting(Cell::from)
                .containsExactly(Shop.IMPOSTOR);
    }

    @Test
    void each_cell_that_shows_a_mutant_was_green_and_is_decided_otherwise_with_it() {
        PolicyMatrix matrix = Shop.matrix();

        for (PolicyMutant mutant : Shop.mutants().seen()) {
            assertThat(mutant.shows()).allMatch(matrix::isGreen);
            assertThat(mutant.shows()).as(mutant.name()).allMatch(matrix.changedBy(List.of(mutant)));
        }
        assertThat(matrix.changedBy(List.of())).rejects(matrix.cells().toArray(Cell[]::new));
    }

    private static Fate unseen(String name) {
        return unseen(Shop.mutants(), name);
    }

    private static Fate unseen(PolicyMutants mutants, String name) {
        return mutants.unseen().stream()
                .filter(fate -> fate.mutant().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
