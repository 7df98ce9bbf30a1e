package dev.touchstone.junit;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.State;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.mutate.BudgetOperators;
import dev.touchstone.mutate.BudgetOperators.BudgetOperator;
import dev.touchstone.mutate.Fate;
import dev.touchstone.mutate.KillMatrix;
import dev.touchstone.mutate.Layer;
import dev.touchstone.observe.DisruptionFacts;
import dev.touchstone.observe.DisruptionObserver;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Weakens the budgets of a release that runs, all of them at once and in one way after the other, and asks again what an eviction of each
 * pod would come to. No pod goes for it. They are put back as they were.
 */
final class BudgetMutants {

    private static final Duration ENOUGH_TO_COUNT = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final String namespace;
    private final Judge judge;
    private final Progress progress;
    private List<Verdict> last = List.of();

    BudgetMutants(KubernetesClient client, String namespace, Judge judge, Progress progress) {
        this.client = client;
        this.namespace = namespace;
        this.judge = judge;
        this.progress = progress;
    }

    /** @param facts what evictions came to before */
    List<Fate> run(DisruptionFacts facts) {
        List<String> green = judge.judge(facts).stream()
                .filter(verdict -> verdict.outcome() == Outcome.PASS)
                .map(verdict -> verdict.subject().workload())
                .toList();
        List<PodDisruptionBudget> originals =
                client.policy().v1().podDisruptionBudget().inNamespace(namespace).list().getItems().stream()
                        .map(WithoutHistory::of)
                        .toList();
        List<Fate> fates = new ArrayList<>();
        for (BudgetOperator operator : BudgetOperators.all()) {
            progress.awaiting("budgets: " + operator.name());
            try {
                replace(originals.stream()
                        .flatMap(budget -> operator.weaken().apply(budget).stream())
                        .toList());
                fates.addAll(fates(operator, green, facts));
            } finally {
                replace(originals);
            }
        }
        Await.that("every pod could be evicted again").within(ENOUGH_TO_COUNT).until(() -> {
            List<String> red = reds(rehearse(facts), green);
            return State.of(red.isEmpty(), "not yet: " + red);
        });
        progress.reached("mutants of budgets: " + new KillMatrix(fates).score());
        return fates;
    }

    private DisruptionFacts rehearse(DisruptionFacts facts) {
        return new DisruptionObserver(client, namespace).rehearse(facts);
    }

    private List<String> reds(DisruptionFacts facts, List<String> green) {
        return judge.judge(facts).stream()
                .filter(verdict -> green.contains(verdict.subject().workload()))
                .filter(verdict -> verdict.outcome() != Outcome.PASS)
                .map(verdict -> verdict.subject().workload() + ": " + verdict.reason())
                .toList();
    }

    private List<Fate> fates(BudgetOperator operator, List<String> green, DisruptionFacts facts) {
        try {
            // The cluster counts after a change, and says 429 until it has.
            Await.that("all see " + operator.name()).within(ENOUGH_TO_COUNT).until(() -> {
                last = judge.judge(rehearse(facts));
                List<String> alive = green.stream()
                        .filter(workload -> !killed(operator, last, workload))
                        .toList();
                return State.of(alive.isEmpty(), "alive: " + alive);
            });
        } catch (AwaitException late) {
            progress.reached(String.valueOf(late.getMessage()));
        }
        Map<String, Verdict> verdicts = last.stream()
                .collect(Collectors.toMap(verdict -> verdict.subject().workload(), verdict -> verdict));
        return green.stream()
                .map(workload -> fate(operator, workload, verdicts, killed(operator, last, workload)))
                .toList();
    }

    private static boolean killed(BudgetOperator operator, List<Verdict> verdicts, String workload) {
        return verdicts.stream()
                .anyMatch(verdict -> verdict.subject().workload().equals(workload)
                        && verdict.outcome() == Outcome.FAIL
                        && verdict.reason().contains(operator.words()));
    }

    private static Fate fate(BudgetOperator operator, String workload, Map<String, Verdict> verdicts, boolean killed) {
        Verdict verdict = verdicts.get(workload);
        Fate.Outcome outcome = killed
                ? Fate.Outcome.KILLED
                : verdict != null && verdict.outcome() == Outcome.PASS
                        ? Fate.Outcome.SURVIVED
                        : Fate.Outcome.KILLED_OTHERWISE;
        return new Fate(
                "%s of %s".formatted(operator.name(), workload),
                operator.name(),
                workload,
                "",
                Layer.EVICTION,
                CheckId.DISRUPTION,
                outcome,
                verdict == null ? "nobody has judged it" : verdict.reason());
    }

    private void replace(List<PodDisruptionBudget> budgets) {
        var all = client.policy().v1().podDisruptionBudget().inNamespace(namespace);
        List<String> names =
                budgets.stream().map(budget -> budget.getMetadata().getName()).toList();
        all.list().getItems().stream()
                .filter(there -> !names.contains(there.getMetadata().getName()))
                .forEach(there -> client.resource(there).delete());
        budgets.forEach(budget -> client.resource(budget).createOr(NonDeletingOperation::update));
    }
}
