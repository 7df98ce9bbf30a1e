package dev.touchstone.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.touchstone.evidence.ReachMatrix.Mark;
import dev.touchstone.evidence.ReachMatrix.Row;
import dev.touchstone.evidence.ReachMatrix.Target;
import dev.touchstone.judge.Reach;
import dev.touchstone.judge.RecordedNetwork;
import dev.touchstone.observe.Cell;
import dev.touchstone.observe.NetworkFacts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReachMatrixTest {

    private static final NetworkFacts RIGHT = RecordedNetwork.right();

    private final ReachMatrix matrix = ReachMatrix.of(RIGHT, "v1.35.0");

    @Test
    void has_a_column_for_each_port_and_a_row_for_each_who_dials() {
        assertThat(matrix.targets()).containsExactly(new Target("statefulset/database", List.of("5432", "9187")));
        assertThat(matrix.rows()).extracting(Row::name).containsExactly("deployment/api", "stranger");
        assertThat(matrix.rows())
                .extracting(row -> row.marks().stream().map(Mark::reach).toList())
                .containsExactly(
                        List.of(Optional.of(Reach.REACHED), Optional.of(Reach.KEPT)),
                        List.of(Optional.of(Reach.KEPT), Optional.empty()));
        assertThat(matrix.counts()).containsOnly(entry(Reach.REACHED, 1L), entry(Reach.KEPT, 2L));
    }

    @Test
    void says_of_a_cell_all_that_is_known() {
        assertThat(matrix.rows().get(1).marks().get(0).title())
                .contains(
                        "stranger → TCP 5432 of statefulset/database: kept from it, as it is forbidden",
                        "with the policies TIMEOUT, with everything allowed OPEN",
                        "blocked",
                        "ingress blocked: ");
    }

    @Test
    void shows_the_worst_where_a_port_was_dialled_twice() {
        Cell leak = RIGHT.withoutEnforcement().cells().get(2);

        ReachMatrix twice = ReachMatrix.of(
                new NetworkFacts(
                        RIGHT.policies(),
                        RIGHT.endpoints(),
                        Stream.concat(RIGHT.cells().stream(), Stream.of(leak)).toList(),
                        RIGHT.canary(),
                        RIGHT.window(),
                        RIGHT.millis()),
                "v1.35.0");

        assertThat(twice.targets()).isEqualTo(matrix.targets());
        assertThat(twice.rows().get(1).marks().get(0).reach()).contains(Reach.LEAK);
    }

    @Test
    void tells_how_the_cluster_enforces_and_what_the_dialling_cost() {
        assertThat(matrix.words())
                .containsExactly(
                        "This cluster enforces policies: a connection was OPEN without any, and REFUSED 40 ms after one that denies everything was made, on every node.",
                        "Start-up window on Kubernetes v1.35.0: a new pod was kept from what is forbidden at its first attempt, 0 ms after its first instruction.",
                        "3 cells, each dialled with the policies and with everything allowed, in 0.0 s: 0.3 ms a cell.");
    }
}
