package dev.touchstone.mutate.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Verdict;
import dev.touchstone.mutate.Fate;
import dev.touchstone.mutate.network.PolicyBatch.Watched;
import dev.touchstone.observe.Cell;
import dev.touchstone.observe.Connectivity;
import java.util.EnumSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of the database's exporter, which one port too many opens for the API; and of another port, which stays open. */
class PolicyKillsTest {

    private final Judge judge = new Judge(EnumSet.allOf(CheckId.class));
    private final Watched watched = new PolicyBatches(Shop.matrix())
            .of(List.of(Shop.mutant("one-port-too-many-in", "database")))
            .get(0)
            .watched()
            .get(0);

    @Test
    void a_red_cell_that_the_mutant_changes_kills() {
        Fate fate = fate(shown(Connectivity.OPEN), cell -> cell);

        assertThat(fate.outcome()).isEqualTo(Fate.Outcome.KILLED);
        assertThat(fate.workload()).isEqualTo(Shop.API);
        assertThat(fate.reason()).contains("it reaches TCP 9187 of deployment/database", "which is blocked");
    }

    @Test
    void a_cell_that_stays_as_it_was_lets_it_live() {
        assertThat(fate(cell -> cell, cell -> cell).outcome()).isEqualTo(Fate.Outcome.SURVIVED);
    }

    @Test
    void another_cell_that_moves_with_it_makes_nobody_wiser() {
        Fate fate = fate(shown(Connectivity.OPEN), cell -> cell.withEnforced(Connectivity.OPEN));

        assertThat(fate.outcome()).isEqualTo(Fate.Outcome.KILLED_OTHERWISE);
        assertThat(fate.reason()).startsWith("what it does not change has changed as well");
    }

    @Test
    void what_could_not_be_dialled_proves_nothing() {
        assertThat(fate(shown(Connectivity.UNKNOWN), cell -> cell).outcome()).isEqualTo(Fate.Outcome.KILLED_OTHERWISE);
    }

    @Test
    void a_red_verdict_on_another_cell_does_not_kill() {
        List<Cell> witnesses =
                watched.witnesses().stream().map(shown(Connectivity.OPEN)).toList();

        assertThat(PolicyKills.of(watched, watched.witnesses(), verdicts(witnesses))
                        .outcome())
                .isEqualTo(Fate.Outcome.KILLED_OTHERWISE);
    }

    private static UnaryOperator<Cell> shown(Connectivity found) {
        return cell -> cell.withEnforced(found);
    }

    private Fate fate(UnaryOperator<Cell> shows, UnaryOperator<Cell> witnesses) {
        List<Cell> found = Stream.concat(
                        watched.shows().stream().map(shows),
                        watched.witnesses().stream().map(witnesses))
                .toList();
        return PolicyKills.of(watched, found, verdicts(found));
    }

    private List<Verdict> verdicts(List<Cell> found) {
        return judge.judge(Shop.FACTS.withCells(found));
    }
}
