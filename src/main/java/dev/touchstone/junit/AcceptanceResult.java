package dev.touchstone.junit;

import dev.touchstone.evidence.RunInfo;
import dev.touchstone.judge.Verdict;
import dev.touchstone.mutate.KillMatrix;
import dev.touchstone.observe.AcceptanceFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How an acceptance came out.
 *
 * @param run what it was about
 * @param facts what was seen
 * @param verdicts what that means
 * @param mutants what became of the mutants of a run in release mode
 * @param missing what had to be judged, and was not
 * @param evidence where all of it lies
 * @param advice what to change
 */
public record AcceptanceResult(
        RunInfo run,
        AcceptanceFacts facts,
        List<Verdict> verdicts,
        Optional<KillMatrix> mutants,
        List<String> missing,
        Path evidence,
        Advice advice) {

    public AcceptanceResult {
        verdicts = List.copyOf(verdicts);
        missing = List.copyOf(missing);
    }

    /** Whether all checks were made, everything was judged that had to be, and every verdict can be accepted. */
    public boolean accepted() {
        return run.state().equals(RunInfo.ACCEPTED);
    }

    /** Whether nothing was found wrong, as far as was asked. */
    public boolean clean() {
        return accepted() || run.state().equals(RunInfo.PARTIAL);
    }

    /** Verdicts that keep the run from being accepted. */
    public List<Verdict> findings() {
        return verdicts.stream().filter(verdict -> !verdict.acceptable()).toList();
    }
}
