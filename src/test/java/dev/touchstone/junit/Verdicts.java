package dev.touchstone.junit;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Remedy;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.Subject;
import java.util.List;
import java.util.Optional;

/** Verdicts as judges give them. */
final class Verdicts {

    private Verdicts() {}

    static Verdict of(CheckId check, Outcome outcome, String workload, String pod, String container, String reason) {
        return new Verdict(
                check,
                new Subject(workload, pod, container, "main", "", ""),
                outcome,
                reason,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    static Verdict remedied(Verdict verdict, String path, String value) {
        return new Verdict(
                verdict.check(),
                verdict.subject(),
                verdict.outcome(),
                verdict.reason(),
                Optional.of(new Remedy(Remedy.Level.CONTAINER, path, value)),
                verdict.facts(),
                verdict.controls(),
                verdict.negativeControl(),
                verdict.waiver());
    }
}
