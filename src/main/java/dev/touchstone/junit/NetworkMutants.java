package dev.touchstone.junit;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.State;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.mutate.Fate;
import dev.touchstone.mutate.KillMatrix;
import dev.touchstone.mutate.network.PolicyBatch;
import dev.touchstone.mutate.network.PolicyBatch.Watched;
import dev.touchstone.mutate.network.PolicyKills;
import dev.touchstone.mutate.network.PolicyMutants;
import dev.touchstone.observe.Cell;
import dev.touchstone.observe.NetworkFacts;
import dev.touchstone.observe.NetworkObserver;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Weakens the policies of a release that runs, while those who dialled are still there, and dials what the weakness must open or
 * close. What is declared is the render, as before, so that only a look at the cluster can tell.
 */
final class NetworkMutants {

    private static final Duration ENOUGH_TO_ENFORCE = Duration.ofSeconds(20);

    private final KubernetesClient client;
    private final String namespace;
    private final Judge judge;
    private final boolean all;
    private final Progress progress;
    private final Duration patience;

    /** @param all every mutant; else one of each operator */
    NetworkMutants(KubernetesClient client, String namespace, Judge judge, boolean all, Progress progress) {
        this(client, namespace, judge, all, progress, ENOUGH_TO_ENFORCE);
    }

    /** @param patience how long a cluster may take to enforce what has changed */
    NetworkMutants(
            KubernetesClient client, String namespace, Judge judge, boolean all, Progress progress, Duration patience) {
        this.patience = patience;
        this.client = client;
        this.namespace = namespace;
        this.judge = judge;
        this.all = all;
        this.progress = progress;
    }

    /**
     * Try them.
     *
     * @param facts who reached whom before
     */
    List<Fate> run(NetworkObserver observer, NetworkFacts facts) {
        long start = System.nanoTime();
        if (judge.judge(facts).stream().noneMatch(verdict -> verdict.outcome() == Outcome.PASS)) {
            // Nothing is green that could turn red, as where the cluster enforces no policy.
            return List.of();
        }
        try (InstalledPolicies installed = InstalledPolicies.of(
                client,
                namespace,
                facts.readPolicies().stream()
                        .map(policy -> policy.getMetadata().getName())
                        .collect(Collectors.toSet()))) {
            PolicyMutants mutants = new PolicyMutants(installed.all(), facts);
            List<PolicyBatch> batches = all ? mutants.batches() : mutants.sample();
            List<Fate> fates = new ArrayList<>(all ? mutants.unseen() : List.of());
            List<Cell> before = List.of();
            for (int i = 0; i < batches.size(); i++) {
                PolicyBatch batch = batches.get(i);
                progress.awaiting("policies, batch %d of %d: weakening %d"
                        .formatted(i + 1, batches.size(), batch.watched().size()));
                Trial trial = new Trial(observer, facts, batch);
                fates.addAll(trial.green(before) ? trial.weakened(installed) : trial.notGreen());
                before = batch.cells();
            }
            installed.restore();
            awaitRestored(observer, before);
            progress.reached("mutants of policies: %s, in %d batches, in %.1f s"
                    .formatted(
                            new KillMatrix(fates).score(),
                            batches.size(),
                            Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0));
            return fates;
        }
    }

    /** What comes next meets the policies that the chart has. */
    private void awaitRestored(NetworkObserver observer, List<Cell> cells) {
        if (!cells.isEmpty()) {
            Await.that("the policies are enforced again as they were")
                    .within(ENOUGH_TO_ENFORCE)
                    .until(() ->
                            State.of(isAsBefore(observer.again(cells), cells), "not yet: " + observer.again(cells)));
        }
    }

    private static boolean isAsBefore(List<Cell> now, List<Cell> before) {
        return before.stream()
                .allMatch(cell -> now.stream()
                        .anyMatch(each -> each.withEnforced(cell.enforced()).equals(cell)
                                && each.enforced().closed() == cell.enforced().closed()));
    }

    /** One batch. */
    private final class Trial {

        private final NetworkObserver observer;
        private final NetworkFacts facts;
        private final PolicyBatch batch;
        private final Map<Watched, Fate> fates = new LinkedHashMap<>();

        Trial(NetworkObserver observer, NetworkFacts facts, PolicyBatch batch) {
            this.observer = observer;
            this.facts = facts;
            this.batch = batch;
        }

        /**
         * Wait until the cells of every mutant are green without it: that one of them becomes red is then its doing.
         *
         * @param before cells of the last batch, which nobody may take for this one's
         */
        boolean green(List<Cell> before) {
            List<Cell> cells = Stream.concat(before.stream(), batch.cells().stream())
                    .distinct()
                    .toList();
            return await("the policies are enforced as the chart has them", () -> {
                List<Cell> found = observer.again(cells);
                List<Watched> red = batch.watched().stream()
                        .filter(watched -> !verdicts(watched, found).stream()
                                .allMatch(verdict -> verdict.outcome() == Outcome.PASS))
                        .toList();
                red.forEach(watched -> fates.put(
                        watched,
                        PolicyKills.notGreenBefore(
                                watched, verdicts(watched, found).get(0).reason())));
                return State.of(red.isEmpty() && isAsBefore(found, cells), "not yet: " + red);
            });
        }

        /** What could not be begun: of those that were green nobody knows either, what the others would have done to them. */
        List<Fate> notGreen() {
            return batch.watched().stream()
                    .map(watched -> fates.getOrDefault(
                            watched, PolicyKills.notGreenBefore(watched, "others of its batch were not")))
                    .toList();
        }

        List<Fate> weakened(InstalledPolicies installed) {
            fates.clear();
            try {
                installed.weaken(batch.mutants());
                await("every mutant of %d is seen".formatted(batch.watched().size()), () -> {
                    look();
                    return State.of(fates.values().stream().noneMatch(Fate::isAlive), "alive: " + fates.values());
                });
            } finally {
                installed.restore();
            }
            return batch.watched().stream()
                    .map(watched -> fates.getOrDefault(watched, PolicyKills.of(watched, List.of(), List.of())))
                    .toList();
        }

        /** At those that are alive. */
        private void look() {
            List<Watched> left = batch.watched().stream()
                    .filter(watched ->
                            !fates.containsKey(watched) || fates.get(watched).isAlive())
                    .toList();
            List<Cell> found = observer.again(
                    left.stream().flatMap(watched -> watched.cells().stream()).toList());
            left.forEach(watched -> {
                List<Cell> own = own(watched, found);
                fates.put(watched, PolicyKills.of(watched, own, judge.judge(facts.withCells(own))));
            });
        }

        private List<Verdict> verdicts(Watched watched, List<Cell> found) {
            return judge.judge(facts.withCells(own(watched, found)));
        }

        private static List<Cell> own(Watched watched, List<Cell> found) {
            return found.stream()
                    .filter(now -> watched.cells().stream()
                            .anyMatch(cell -> now.withEnforced(cell.enforced()).equals(cell)))
                    .toList();
        }

        private boolean await(String what, java.util.concurrent.Callable<State> look) {
            try {
                Await.that(what).within(patience).until(look);
                return true;
            } catch (AwaitException late) {
                progress.reached(String.valueOf(late.getMessage()));
                return false;
            }
        }
    }
}
