package dev.touchstone.junit;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.State;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.mutate.Fate;
import dev.touchstone.mutate.network.PolicyBatch;
import dev.touchstone.mutate.network.PolicyBatch.Watched;
import dev.touchstone.mutate.network.PolicyKills;
import dev.touchstone.observe.Cell;
import dev.touchstone.observe.NetworkFacts;
import dev.touchstone.observe.NetworkObserver;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tries one batch of mutants: its cells are dialled until they are green, and with the mutants until each of these is seen. */
final class PolicyTrial {

    private final NetworkObserver everybody;
    private final NetworkFacts facts;
    private final Judge judge;
    private final Duration patience;
    private final PolicyBatch batch;
    private final Map<Watched, Fate> fates = new LinkedHashMap<>();

    /**
     * Prepare it.
     *
     * @param facts who reached whom before any mutant came
     * @param patience how long a cluster may take to enforce the mutants
     */
    PolicyTrial(NetworkObserver everybody, NetworkFacts facts, Judge judge, Duration patience, PolicyBatch batch) {
        this.everybody = everybody;
        this.facts = facts;
        this.judge = judge;
        this.patience = patience;
        this.batch = batch;
    }

    /**
     * Try it.
     *
     * @param last the cells of the batch before, which must be green again, so that nobody takes them for this one's doing
     */
    List<Fate> run(InstalledPolicies installed, List<Cell> last) {
        Optional<String> late = awaitGreen(last);
        if (late.isEmpty()) {
            fates.clear();
            try {
                installed.weaken(batch.mutants());
                awaitSeen();
            } finally {
                installed.restore();
            }
        }
        return batch.watched().stream()
                .map(watched -> fates.getOrDefault(
                        watched,
                        late.map(why -> PolicyKills.notGreenBefore(watched, why))
                                .orElseGet(() -> PolicyKills.of(watched, List.of(), List.of()))))
                .toList();
    }

    /** That a cell becomes red is a mutant's doing where it was green just before. What was seen instead, if it is not. */
    private Optional<String> awaitGreen(List<Cell> last) {
        List<Cell> cells =
                Stream.concat(last.stream(), batch.cells().stream()).distinct().toList();
        return await("the policies are enforced as the chart has them", NetworkMutants.ENOUGH_TO_ENFORCE, () -> {
            List<Cell> found = everybody.again(cells);
            fates.clear();
            for (Watched watched : batch.watched()) {
                judge.judge(facts.withCells(own(watched, found))).stream()
                        .filter(verdict -> verdict.outcome() != Outcome.PASS)
                        .findFirst()
                        .map(Verdict::reason)
                        .ifPresent(why -> fates.put(watched, PolicyKills.notGreenBefore(watched, why)));
            }
            return State.of(fates.isEmpty() && areAs(found, last), "not yet: " + names());
        });
    }

    private void awaitSeen() {
        await("every mutant of %d is seen".formatted(batch.watched().size()), patience, () -> {
            List<Watched> left = batch.watched().stream()
                    .filter(watched -> Optional.ofNullable(fates.get(watched))
                            .map(Fate::isAlive)
                            .orElse(true))
                    .toList();
            List<Cell> found = everybody.again(
                    left.stream().flatMap(watched -> watched.cells().stream()).toList());
            left.forEach(watched -> {
                List<Cell> own = own(watched, found);
                fates.put(watched, PolicyKills.of(watched, own, judge.judge(facts.withCells(own))));
            });
            return State.of(fates.values().stream().noneMatch(Fate::isAlive), "alive: " + names());
        });
    }

    private String names() {
        return fates.values().stream().filter(Fate::isAlive).map(Fate::mutant).collect(Collectors.joining(", "));
    }

    private static List<Cell> own(Watched watched, List<Cell> found) {
        return found.stream()
                .filter(now -> watched.cells().stream().anyMatch(now::isSame))
                .toList();
    }

    /** Whether each cell is found as it was. */
    static boolean areAs(List<Cell> found, List<Cell> before) {
        return before.stream().allMatch(cell -> found.stream().anyMatch(now -> now.isAs(cell)));
    }

    /** What a mutant comes to is told by its fate, also when it is late. */
    private Optional<String> await(String what, Duration patience, Callable<State> look) {
        try {
            Await.that(what).within(patience).until(look);
            return Optional.empty();
        } catch (AwaitException late) {
            return Optional.of(String.valueOf(late.getMessage()));
        }
    }
}
