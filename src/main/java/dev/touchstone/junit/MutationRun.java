package dev.touchstone.junit;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.chart.PodTemplate;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.judge.Judge;
import dev.touchstone.mutate.Absent;
import dev.touchstone.mutate.Fate;
import dev.touchstone.mutate.KillMatrix;
import dev.touchstone.mutate.Kills;
import dev.touchstone.mutate.Mutant;
import dev.touchstone.mutate.Mutants;
import dev.touchstone.observe.Admission;
import dev.touchstone.observe.AdmissionObserver;
import dev.touchstone.observe.DisruptionFacts;
import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.PodObserver;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.StepRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends every mutant of a scenario through the rooms that the scenario itself goes through, and tells what became of it. */
final class MutationRun {

    /** As many dry runs as the API server is asked for at a time. */
    private static final int AT_ONCE = 64;

    private static final Duration ENOUGH_TO_FAIL = Duration.ofSeconds(20);

    private final Cluster cluster;
    private final PreparedScenario prepared;
    private final Judge judge;
    private final Progress progress;
    private final Mutants mutants = new Mutants(Installations.PROBE_IMAGE);
    private final Kills kills;

    MutationRun(Cluster cluster, PreparedScenario prepared, Judge judge, Progress progress) {
        this.cluster = cluster;
        this.prepared = prepared;
        this.judge = judge;
        this.progress = progress;
        String version = prepared.version().minor();
        this.kills = new Kills(Integer.parseInt(version.substring(version.indexOf('.') + 1)));
    }

    /**
     * Run them.
     *
     * @param namespace of the release itself, which enforces {@code restricted}
     * @param disruption what evictions of its pods came to
     */
    KillMatrix run(String namespace, Optional<DisruptionFacts> disruption) {
        List<Fate> fates = new ArrayList<>(admission(namespace));
        progress.reached("mutants at admission: " + new KillMatrix(fates).score());
        disruption.ifPresent(
                facts -> fates.addAll(new BudgetMutants(cluster.client(), namespace, judge, progress).run(facts)));
        // Quick ones first.
        List<Fate> absent = function();
        progress.reached("where nothing runs: " + new KillMatrix(absent).score());
        fates.addAll(absent);
        fates.addAll(new RuntimeMutants(cluster, prepared, judge, kills, progress)
                .run(mutants.forRuntime(prepared.rendered().podTemplates())));
        KillMatrix matrix = new KillMatrix(fates);
        progress.reached("mutants: " + matrix.score());
        return matrix;
    }

    /** By dry runs in the release's own namespace. */
    List<Fate> admission(String namespace) {
        AdmissionObserver observer = new AdmissionObserver(cluster.client(), namespace);
        List<PodTemplate> templates = prepared.rendered().podTemplates();
        requireAdmitted(observer.ask(templates.stream().map(mutants::sound).toList()));
        List<Fate> fates = new ArrayList<>();
        List<Mutant> all = mutants.forAdmission(templates);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Mutant> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            fates.addAll(
                    fates(some, observer.ask(some.stream().map(Mutant::weakened).toList())));
        }
        List<PodFacts> pods = new PodObserver(cluster.client(), namespace).look();
        for (PodTemplate template : templates) {
            pods.stream()
                    .filter(pod -> template.makesPods() && pod.workload().equals(template.workload()) && pod.ready())
                    .findFirst()
                    .ifPresent(pod -> fates.addAll(ephemeral(observer, template, pod.name())));
        }
        return fates;
    }

    private List<Fate> ephemeral(AdmissionObserver observer, PodTemplate template, String pod) {
        requireAdmitted(observer.askBeside(pod, List.of(mutants.soundEphemeral(template))));
        List<Mutant> all = mutants.forEphemeral(template);
        return fates(
                all, observer.askBeside(pod, all.stream().map(Mutant::weakened).toList()));
    }

    private List<Fate> fates(List<Mutant> some, List<Admission> answers) {
        List<Fate> fates = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            fates.add(kills.atAdmission(some.get(i), judge.judge(answers.get(i))));
        }
        return fates;
    }

    /** A mutant that is refused proves nothing where what it was made from is refused as well. */
    private void requireAdmitted(List<Admission> controls) {
        controls.stream()
                .map(judge::judge)
                .filter(verdict -> !verdict.acceptable())
                .findFirst()
                .ifPresent(verdict -> {
                    throw new IllegalStateException(
                            "the pod that mutants of %s are made from is refused itself, so that nothing can be learned from them: %s"
                                    .formatted(verdict.subject().label(), verdict.reason()));
                });
    }

    /** Where nothing runs nothing may be green. */
    List<Fate> function() {
        try (Twin twin = Twin.of(
                prepared,
                cluster,
                "nothing-runs",
                Absent::of,
                PodSecurity.PRIVILEGED,
                ENOUGH_TO_FAIL,
                Progress.silent())) {
            Installation installation = twin.installation();
            List<StepFacts> steps = tried(installation);
            ReleaseFacts facts = ReleaseFacts.tried(
                    installation.rollout(),
                    twin.original().workloads(),
                    new PodObserver(cluster.client(), installation.release().namespace()).look(),
                    steps,
                    List.of());
            return kills.ofAbsence(judge.judge(facts));
        }
    }

    /** All steps at once: nothing is there that they could take from each other. */
    private List<StepFacts> tried(Installation installation) {
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            List<CompletableFuture<StepFacts>> answers = prepared.scenario().function().stream()
                    .map(step -> step.plain().within(ENOUGH_TO_FAIL))
                    .map(step -> CompletableFuture.supplyAsync(
                            () -> new StepRunner(cluster, installation.release()).run(step), executor))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        } finally {
            executor.shutdown();
        }
    }
}
