package dev.touchstone.evidence;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Containers by checks, for a look at all of them at once. Replicas share a row, and the worst of their verdicts is shown.
 *
 * @param checks the columns
 * @param rows one for each container
 */
public record VerdictMatrix(List<CheckId> checks, List<Row> rows) {

    public VerdictMatrix {
        checks = List.copyOf(checks);
        rows = List.copyOf(rows);
    }

    /**
     * A container.
     *
     * @param label its name for people
     * @param cells one for each column
     */
    public record Row(String label, List<Cell> cells) {

        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A container's verdict.
     *
     * @param outcome the worst of its replicas; empty where there is none
     * @param index of that verdict among all
     */
    public record Cell(Optional<Outcome> outcome, int index) {

        /** A mark that does not rest on colour alone. */
        public String mark() {
            return outcome.map(each -> switch (each) {
                        case PASS -> "✓";
                        case NOT_APPLICABLE -> "–";
                        case INCONCLUSIVE -> "?";
                        case FAIL, ERROR -> "✗";
                    })
                    .orElse("");
        }
    }

    /** Of those verdicts that are about a container of the release itself. */
    static VerdictMatrix of(List<Verdict> verdicts) {
        Set<CheckId> checks = new LinkedHashSet<>();
        Set<String> labels = new LinkedHashSet<>();
        verdicts.stream().filter(VerdictMatrix::isOfContainer).forEach(verdict -> {
            checks.add(verdict.check());
            labels.add(verdict.subject().label());
        });
        List<Row> rows = new ArrayList<>();
        for (String label : labels) {
            rows.add(new Row(
                    label,
                    checks.stream().map(check -> cell(verdicts, label, check)).toList()));
        }
        return new VerdictMatrix(List.copyOf(checks), rows);
    }

    private static boolean isOfContainer(Verdict verdict) {
        return !verdict.subject().container().isEmpty() && verdict.check() != CheckId.ARBITRARY_UID;
    }

    private static Cell cell(List<Verdict> verdicts, String label, CheckId check) {
        Cell worst = new Cell(Optional.empty(), 0);
        for (int i = 0; i < verdicts.size(); i++) {
            Verdict verdict = verdicts.get(i);
            if (verdict.check() == check
                    && isOfContainer(verdict)
                    && verdict.subject().label().equals(label)
                    && isWorse(verdict.outcome(), worst.outcome())) {
                worst = new Cell(Optional.of(verdict.outcome()), i);
            }
        }
        return worst;
    }

    private static boolean isWorse(Outcome outcome, Optional<Outcome> than) {
        return than.map(outcome::isWorseThan).orElse(true);
    }
}
