package dev.touchstone.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillMatrixTest {

    @Test
    void scores_what_was_killed_against_what_could_have_been() {
        KillMatrix matrix = new KillMatrix(List.of(
                fate("a", "main", Fate.Outcome.KILLED),
                fate("b", "main", Fate.Outcome.KILLED),
                fate("c", "main", Fate.Outcome.SURVIVED),
                fate("d", "main", Fate.Outcome.EQUIVALENT),
                fate("e", "main", Fate.Outcome.KILLED_OTHERWISE).notViable()));

        assertThat(matrix.score()).isEqualTo("2 of 3 mutants killed (66.7 %), 1 equivalent, 1 not viable");
        assertThat(matrix.complete()).isFalse();
        assertThat(matrix.table())
                .contains("✗ survived, runtime, c of main: check read-only-root slept: because of c")
                .contains("○ 1 equivalent, d: because of d")
                .contains("○ 1 not viable, e of main: because of e");
    }

    @Test
    void is_not_complete_without_mutants() {
        assertThat(new KillMatrix(List.of()).complete()).isFalse();
        assertThat(new KillMatrix(List.of(fate("a", "main", Fate.Outcome.EQUIVALENT))).complete())
                .isFalse();
    }

    @Test
    void binds_a_green_verdict_to_the_mutant_of_the_same_container() {
        KillMatrix matrix = new KillMatrix(
                List.of(fate("a", "helper", Fate.Outcome.KILLED), fate("b", "main", Fate.Outcome.KILLED)));

        Verdict bound = matrix.bind(Sound.verdict(CheckId.READ_ONLY_ROOT, "main", Outcome.PASS, "ro"));

        assertThat(bound.outcome()).isEqualTo(Outcome.PASS);
        assertThat(bound.negativeControl()).contains("runtime: b of main: because of b");
    }

    @Test
    void makes_a_green_inconclusive_that_nobody_has_seen_red() {
        KillMatrix matrix = new KillMatrix(List.of(fate("a", "main", Fate.Outcome.SURVIVED)));

        Verdict bound = matrix.bind(Sound.verdict(CheckId.READ_ONLY_ROOT, "main", Outcome.PASS, "ro"));

        assertThat(bound.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(bound.reason()).contains("no mutant has turned this check red");
    }

    @Test
    void leaves_a_red_verdict_as_it_is() {
        Verdict red = Sound.verdict(CheckId.READ_ONLY_ROOT, "main", Outcome.FAIL, "rw");

        assertThat(new KillMatrix(List.of()).bind(red)).isEqualTo(red);
    }

    private static Fate fate(String operator, String container, Fate.Outcome outcome) {
        return new Fate(
                operator + " of " + container,
                operator,
                Sound.WEB,
                container,
                Layer.RUNTIME,
                CheckId.READ_ONLY_ROOT,
                outcome,
                "because of " + operator);
    }
}
