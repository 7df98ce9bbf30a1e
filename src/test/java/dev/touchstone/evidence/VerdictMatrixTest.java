package dev.touchstone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.evidence.VerdictMatrix.Cell;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.Subject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictMatrixTest {

    @Test
    void shows_the_worst_of_all_replicas_and_where_it_stands() {
        VerdictMatrix matrix = VerdictMatrix.of(List.of(
                verdict(CheckId.ADMITTED, "", "", Outcome.PASS),
                verdict(CheckId.SECCOMP, "web-1", "main", Outcome.PASS),
                verdict(CheckId.SECCOMP, "web-2", "main", Outcome.FAIL),
                verdict(CheckId.NON_ROOT, "web-1", "main", Outcome.NOT_APPLICABLE),
                verdict(CheckId.SECCOMP, "web-1", "helper", Outcome.INCONCLUSIVE)));

        assertThat(matrix.checks()).containsExactly(CheckId.SECCOMP, CheckId.NON_ROOT);
        assertThat(matrix.rows()).extracting(VerdictMatrix.Row::label).containsExactly("web/main", "web/helper");
        assertThat(matrix.rows().get(0).cells())
                .containsExactly(
                        new Cell(Optional.of(Outcome.FAIL), 2), new Cell(Optional.of(Outcome.NOT_APPLICABLE), 3));
        assertThat(matrix.rows())
                .extracting(row -> row.cells().stream().map(Cell::mark).toList())
                .containsExactly(List.of("✗", "–"), List.of("?", ""));
    }

    private static Verdict verdict(CheckId check, String pod, String container, Outcome outcome) {
        return Runs.verdict(check, new Subject("deployment/web", pod, container, "main", "", ""), outcome, "reason");
    }
}
