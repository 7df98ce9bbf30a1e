package dev.touchstone.junit;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.State;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Outcome;
import dev.touchstone.mutate.Fate;
import dev.touchstone.mutate.KillMatrix;
import dev.touchstone.mutate.network.PolicyBatch;
import dev.touchstone.mutate.network.PolicyMutants;
import dev.touchstone.observe.Cell;
import dev.touchstone.observe.NetworkFacts;
import dev.touchstone.observe.NetworkObserver;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Weakens the policies of a release that runs, while those who dialled are still there, and dials what the weakness must open or
 * close. What is declared is the render, as before, so that only a look at the cluster can tell.
 */
final class NetworkMutants {

    /** For a cluster, to enforce what it is told. */
    static final Duration ENOUGH_TO_ENFORCE = Duration.ofSeconds(60);

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

    /** @param patience how long a cluster may take to enforce a mutant */
    NetworkMutants(
            KubernetesClient client, String namespace, Judge judge, boolean all, Progress progress, Duration patience) {
        this.client = client;
        this.namespace = namespace;
        this.judge = judge;
        this.all = all;
        this.progress = progress;
        this.patience = patience;
    }

    /**
     * Try them.
     *
     * @param facts who reached whom before
     */
    List<Fate> run(NetworkObserver everybody, NetworkFacts facts) {
        if (judge.judge(facts).stream().noneMatch(verdict -> verdict.outcome() == Outcome.PASS)) {
            // Nothing is green that could turn red, as where the cluster enforces no policy.
            return List.of();
        }
        long start = System.nanoTime();
        try (InstalledPolicies installed = InstalledPolicies.of(client, namespace, names(facts))) {
            PolicyMutants mutants = new PolicyMutants(installed.all(), facts);
            List<PolicyBatch> batches = all ? mutants.batches() : mutants.sample();
            List<Fate> fates = new ArrayList<>(all ? mutants.unseen() : List.of());
            List<Cell> last = List.of();
            for (int i = 0; i < batches.size(); i++) {
                PolicyBatch batch = batches.get(i);
                progress.awaiting("policies, batch %d of %d: weakening %d"
                        .formatted(i + 1, batches.size(), batch.watched().size()));
                fates.addAll(new PolicyTrial(everybody, facts, judge, patience, batch).run(installed, last));
                last = batch.cells();
            }
            awaitAsBefore(everybody, last);
            progress.reached("mutants of policies: %s; %d batches, %.1f s"
                    .formatted(
                            new KillMatrix(fates).score(),
                            batches.size(),
                            Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0));
            return fates;
        }
    }

    private static Set<String> names(NetworkFacts facts) {
        return facts.readPolicies().stream()
                .map(policy -> policy.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    /** What comes next meets the policies that the chart has. */
    private static void awaitAsBefore(NetworkObserver everybody, List<Cell> cells) {
        Await.that("the policies are enforced again as they were")
                .within(ENOUGH_TO_ENFORCE)
                .until(() -> {
                    List<Cell> found = everybody.again(cells);
                    return State.of(PolicyTrial.areAs(found, cells), "not yet: " + found);
                });
    }
}
