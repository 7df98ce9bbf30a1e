package dev.touchstone.junit;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.scenario.Waiver;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lays waivers over findings. A waiver changes no outcome: the finding stays visible, with who has accepted it. */
final class Waivers {

    private Waivers() {}

    static List<Verdict> apply(List<Waiver> waivers, List<Verdict> verdicts) {
        return verdicts.stream().map(verdict -> apply(waivers, verdict)).toList();
    }

    private static Verdict apply(List<Waiver> waivers, Verdict verdict) {
        // A harness that went wrong is nobody's to accept.
        if (verdict.outcome().acceptable() || verdict.outcome() == Outcome.ERROR) {
            return verdict;
        }
        Optional<Waiver> waiver =
                waivers.stream().filter(each -> covers(each, verdict)).findFirst();
        return waiver.map(each ->
                        verdict.waived("%s (%s, until %s)".formatted(each.reason(), each.owner(), each.expires())))
                .orElse(verdict);
    }

    /**
     * Waivers that accept nothing: mistyped, or the finding is mended.
     *
     * @param made the checks that were made: of others there are no findings
     */
    static List<String> unused(List<Waiver> waivers, Set<CheckId> made, List<Verdict> verdicts) {
        return waivers.stream()
                .filter(waiver -> !waiver.mayBeIdle())
                .filter(waiver -> made.contains(CheckId.of(waiver.check())))
                .filter(waiver ->
                        verdicts.stream().noneMatch(verdict -> verdict.waiver().isPresent() && covers(waiver, verdict)))
                .map(waiver -> "the waiver of %s (%s) accepts no finding: remove it, or mend its workload and container"
                        .formatted(waiver.check(), waiver.owner()))
                .toList();
    }

    private static boolean covers(Waiver waiver, Verdict verdict) {
        String workload = verdict.subject().workload();
        return waiver.check().equals(verdict.check().id())
                && waiver.workload()
                        .map(name -> workload.equals(name) || workload.endsWith("/" + name))
                        .orElse(true)
                && waiver.container().map(verdict.subject().container()::equals).orElse(true);
    }
}
