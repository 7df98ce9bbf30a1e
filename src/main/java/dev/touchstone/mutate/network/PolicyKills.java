package dev.touchstone.mutate.network;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.mutate.Fate;
import dev.touchstone.mutate.Layer;
import dev.touchstone.mutate.network.PolicyBatch.Watched;
import dev.touchstone.observe.Cell;
import java.util.List;
import java.util.Optional;

/** Says what became of a mutant of a policy, from the verdicts on the cells that are watched for it. */
public final class PolicyKills {

    private PolicyKills() {}

    /**
     * With the mutant on the cluster.
     *
     * @param found the cells, as they were dialled now
     * @param verdicts on these cells alone
     */
    public static Fate of(Watched watched, List<Cell> found, List<Verdict> verdicts) {
        List<Verdict> red = verdicts.stream()
                .filter(verdict -> verdict.outcome() == Outcome.FAIL)
                .toList();
        Optional<Verdict> right = red.stream()
                .filter(verdict -> watched.shows().stream().anyMatch(cell -> names(verdict, cell)))
                .findFirst();
        List<String> moved = watched.witnesses().stream()
                .filter(cell -> found.stream().noneMatch(now -> now.isAs(cell)))
                .map(Cell::target)
                .toList();
        if (right.isPresent() && moved.isEmpty()) {
            return fate(watched, Fate.Outcome.KILLED, right.get().reason());
        }
        boolean green = !verdicts.isEmpty() && verdicts.stream().allMatch(each -> each.outcome() == Outcome.PASS);
        return green
                ? fate(watched, Fate.Outcome.SURVIVED, verdicts.get(0).reason())
                : fate(
                        watched,
                        Fate.Outcome.KILLED_OTHERWISE,
                        (moved.isEmpty() ? "" : "what it does not change has changed as well: %s; ".formatted(moved))
                                + (verdicts.isEmpty()
                                        ? "nobody has judged it"
                                        : verdicts.get(0).reason()));
    }

    /** Where the cells were not green before the mutant came, nothing can be learned from them. */
    public static Fate notGreenBefore(Watched watched, String why) {
        return fate(watched, Fate.Outcome.KILLED_OTHERWISE, "it was not green before the mutant came: " + why);
    }

    private static boolean names(Verdict verdict, Cell cell) {
        return verdict.subject().workload().equals(cell.from())
                && verdict.reason().contains(cell.target());
    }

    private static Fate fate(Watched watched, Fate.Outcome outcome, String reason) {
        return new Fate(
                watched.mutant().name(),
                watched.mutant().operator(),
                watched.shows().get(0).from(),
                "",
                Layer.NETWORK,
                CheckId.REACHABILITY,
                outcome,
                reason);
    }
}
