package dev.touchstone.junit;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.State;
import dev.touchstone.cluster.Stillness;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Verdict;
import dev.touchstone.mutate.Batches;
import dev.touchstone.mutate.Fate;
import dev.touchstone.mutate.Kills;
import dev.touchstone.mutate.Mutant;
import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.ContainerObserver;
import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.PodObserver;
import dev.touchstone.observe.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs mutants in a namespace that enforces nothing, and looks at their containers. What is declared is the render without the
 * mutants, so that only a look can tell. They need not become Ready: software may mind what it is not hardened by.
 */
final class RuntimeMutants {

    private static final Duration ENOUGH_TO_BE_READY = Duration.ofSeconds(30);
    private static final Duration ENOUGH_TO_RUN = Duration.ofMinutes(2);
    /** What waits for a mutant that does not do its work waits for ever. */
    private static final Duration QUIET = Duration.ofSeconds(20);

    private static final int LOOKS = 3;

    private final Cluster cluster;
    private final PreparedScenario prepared;
    private final Judge judge;
    private final Kills kills;
    private final Progress progress;

    RuntimeMutants(Cluster cluster, PreparedScenario prepared, Judge judge, Kills kills, Progress progress) {
        this.cluster = cluster;
        this.prepared = prepared;
        this.judge = judge;
        this.kills = kills;
        this.progress = progress;
    }

    /**
     * A mutant, and what became of it.
     *
     * @param failed whether its container was started, and ended
     */
    private record Tried(Mutant mutant, Fate fate, boolean failed) {}

    List<Fate> run(List<Mutant> mutants) {
        List<Tried> seen = new ArrayList<>();
        List<Tried> notYet = sorted(install(Batches.of(mutants), "mutants"), seen);
        // What only waited for something that did not run runs beside what does.
        List<Mutant> waited = notYet.stream()
                .filter(each -> !each.failed())
                .map(Tried::mutant)
                .toList();
        List<Tried> still =
                new ArrayList<>(notYet.stream().filter(Tried::failed).toList());
        still.addAll(sorted(install(Batches.of(waited), "mutants-again"), seen));
        // Another mutant of the same pod may be why it failed.
        seen.addAll(install(Batches.alone(still.stream().map(Tried::mutant).toList()), "mutants-alone"));
        return seen.stream().map(Tried::fate).toList();
    }

    /** Those whose container did not run; the others are seen. */
    private static List<Tried> sorted(List<Tried> tried, List<Tried> seen) {
        seen.addAll(tried.stream().filter(each -> !isNotViable(each)).toList());
        return tried.stream().filter(RuntimeMutants::isNotViable).toList();
    }

    private static boolean isNotViable(Tried tried) {
        return tried.fate().outcome() == Fate.Outcome.NOT_VIABLE;
    }

    private List<Tried> install(List<List<Mutant>> batches, String name) {
        List<Tried> tried = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            List<Mutant> batch = batches.get(i);
            String which = "%s, batch %d of %d".formatted(name, i + 1, batches.size());
            progress.awaiting("%s: installing %d".formatted(which, batch.size()));
            try (Twin twin = Twin.of(
                    prepared,
                    cluster,
                    "%s-%d".formatted(name, i + 1),
                    rendered -> Batches.weakened(rendered, batch),
                    PodSecurity.PRIVILEGED,
                    ENOUGH_TO_BE_READY,
                    Progress.silent())) {
                awaitAnyEnd(twin, batch);
                List<Tried> looked = look(twin, batch);
                tried.addAll(looked);
                progress.reached("%s: %d of %d killed"
                        .formatted(
                                which,
                                looked.stream()
                                        .filter(each -> each.fate().outcome() == Fate.Outcome.KILLED)
                                        .count(),
                                batch.size()));
            }
        }
        return tried;
    }

    /**
     * Until every container of the batch runs, or its pod has failed, or none has come for a while. What is not there is told by
     * its fate.
     */
    private void awaitAnyEnd(Twin twin, List<Mutant> batch) {
        PodObserver pods = observer(twin);
        Stillness stillness = new Stillness();
        try {
            Await.that("every container of %d mutants runs, or has failed".formatted(batch.size()))
                    .within(ENOUGH_TO_RUN)
                    .until(() -> {
                        List<PodFacts> all = pods.look();
                        List<String> pending = batch.stream()
                                .filter(mutant -> all.stream().noneMatch(pod -> hasCome(mutant, pod)))
                                .map(Mutant::name)
                                .toList();
                        return State.of(pending.isEmpty() || stillness.lasts(pending, QUIET), "not yet: " + pending);
                    });
        } catch (AwaitException late) {
            progress.reached(String.valueOf(late.getMessage()));
        }
    }

    private PodObserver observer(Twin twin) {
        return new PodObserver(cluster.client(), twin.installation().release().namespace());
    }

    private static boolean hasCome(Mutant mutant, PodFacts pod) {
        return pod.workload().equals(mutant.template().workload())
                && pod.containers().stream()
                        .anyMatch(container -> container.restarts() > 0
                                || (container.running() && container.name().equals(mutant.shownBy())));
    }

    /** More than once where something is alive and runs: a hook of the container's start may still be at work. */
    private List<Tried> look(Twin twin, List<Mutant> batch) {
        List<Tried> tried = new ArrayList<>();
        List<Mutant> left = batch;
        for (int looks = 1; !left.isEmpty(); looks++) {
            List<ContainerFacts> facts = new ContainerObserver(
                            cluster.client(), twin.installation().release().namespace(), Installations.PROBE_IMAGE)
                    .ask(twin.original().podTemplates()).stream()
                            .map(Seen::facts)
                            .toList();
            List<Verdict> verdicts = facts.stream()
                    .flatMap(each -> judge.judge(each, facts).stream())
                    .toList();
            List<Mutant> alive = new ArrayList<>();
            for (Mutant mutant : left) {
                Fate fate = kills.atRuntime(mutant, verdicts);
                boolean runs = !doesNotRun(mutant, facts);
                if (fate.isAlive() && runs && looks < LOOKS) {
                    alive.add(mutant);
                } else {
                    tried.add(new Tried(
                            mutant, fate.isAlive() && !runs ? fate.notViable() : fate, hasFailed(mutant, facts)));
                }
            }
            left = alive;
        }
        return tried;
    }

    private static boolean hasFailed(Mutant mutant, List<ContainerFacts> facts) {
        return facts.stream()
                .filter(each -> isIts(mutant, each))
                .flatMap(each -> each.status().stream())
                .anyMatch(status -> status.restarts() > 0);
    }

    private static boolean isIts(Mutant mutant, ContainerFacts facts) {
        return facts.subject().workload().equals(mutant.template().workload())
                && facts.subject().container().equals(mutant.shownBy());
    }

    /** A container that nobody has seen at all is another matter: an observer may have skipped it. */
    private static boolean doesNotRun(Mutant mutant, List<ContainerFacts> facts) {
        List<ContainerFacts> its =
                facts.stream().filter(each -> isIts(mutant, each)).toList();
        return !its.isEmpty()
                && its.stream()
                        .allMatch(each -> each.probe().isEmpty()
                                && each.status()
                                        .map(status -> !status.running())
                                        .orElse(true));
    }
}
