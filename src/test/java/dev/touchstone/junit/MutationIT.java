package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.chart.ReleaseNamespace;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.mutate.Fate;
import dev.touchstone.mutate.KillMatrix;
import dev.touchstone.mutate.Layer;
import dev.touchstone.scenario.Action;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A small chart in release mode: every mutant of it is killed, and every green verdict names one. */
@BesideOthers
@LeaseCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutationIT {

    private static final Progress SILENT = Progress.silent();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private AcceptanceResult result;

    @SuppressWarnings("NullAway.Init")
    private KillMatrix matrix;

    @BeforeAll
    void accept(Cluster cluster) {
        result = Hardened.released(cluster);
        matrix = result.mutants().orElseThrow();
    }

    @Test
    void every_mutant_is_killed_for_its_own_reason() {
        assertThat(matrix.alive()).extracting(Fate::words).isEmpty();
        assertThat(matrix.complete()).isTrue();
        assertThat(VerdictTable.of(result)).contains("mutants killed (100.0 %)", "✓ accepted");
    }

    @Test
    void all_layers_and_all_checks_have_killed() {
        assertThat(matrix.fates()).extracting(Fate::layer).contains(Layer.ADMISSION, Layer.RUNTIME, Layer.FUNCTION);
        // The small chart binds no role, has neither a policy nor a budget, and keeps no data: those checks have an IT
        // each.
        assertThat(matrix.proven())
                .containsAll(EnumSet.complementOf(
                        EnumSet.of(CheckId.UPGRADE, CheckId.LEAST_RIGHTS, CheckId.REACHABILITY, CheckId.DISRUPTION)));
    }

    @Test
    void every_green_verdict_names_what_has_turned_its_check_red() {
        assertThat(result.accepted()).isTrue();
        assertThat(result.verdicts())
                .filteredOn(verdict -> verdict.outcome() == Outcome.PASS)
                .isNotEmpty()
                .allSatisfy(verdict -> assertThat(verdict.negativeControl())
                        .as(verdict.reason())
                        .isPresent());
    }

    @Test
    void the_evidence_holds_every_fate() throws Exception {
        assertThat(Files.readString(result.evidence().resolve("facts/mutants.json")))
                .contains("\"outcome\" : \"killed\"", "writable-root", "\"layer\" : \"function\"");
    }

    /** Weakness of the harness: it would print green whatever it saw. */
    @Test
    void a_judge_that_always_passes_lets_every_mutant_live(Cluster cluster) {
        String namespace = "hardened-asleep";
        ReleaseNamespace.make(cluster, namespace, "hardened", PodSecurity.RESTRICTED);

        KillMatrix asleep = new KillMatrix(new MutationRun(
                        cluster,
                        PreparedScenario.of(Hardened.scenario(), KubernetesVersion.newest()),
                        new SleepingJudge(),
                        SILENT)
                .admission(namespace));

        assertThat(asleep.complete()).isFalse();
        assertThat(asleep.count(Fate.Outcome.KILLED)).isZero();
        assertThat(asleep.table()).contains("host-pid of deployment/web", "check admitted slept");
        assertThat(result.verdicts())
                .filteredOn(verdict -> verdict.outcome() == Outcome.PASS)
                .allSatisfy(green -> assertThat(asleep.bind(green).outcome()).isEqualTo(Outcome.INCONCLUSIVE));
    }

    /** Weakness of the harness: it does not see what runs before the containers. */
    @Test
    void an_observer_that_skips_init_containers_leaves_a_gap_that_is_named() {
        List<Verdict> seen = result.verdicts().stream()
                .filter(verdict -> !verdict.subject().phase().equals("init"))
                .toList();

        assertThat(seen).hasSizeLessThan(result.verdicts().size());
        assertThat(new Completeness(EnumSet.allOf(CheckId.class))
                        .missing(PreparedScenario.of(Hardened.scenario(), KubernetesVersion.newest()), seen, true))
                .contains("read-only-root of deployment/web/prepare", "seccomp of deployment/web/prepare");
    }

    /** Weakness of the scenario: a step that would succeed wherever it is tried. */
    @Test
    void an_expectation_that_anything_meets_is_found_out(Cluster cluster) throws Exception {
        Path job = Files.writeString(folder.resolve("true.yaml"), """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: blind}
                spec:
                  backoffLimit: 0
                  template:
                    spec:
                      restartPolicy: Never
                      automountServiceAccountToken: false
                      securityContext: {runAsNonRoot: true, runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
                      containers:
                        - name: blind
                          image: busybox:1.35.0
                          imagePullPolicy: IfNotPresent
                          command: [echo, hello]
                          securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                """);
        Step step = new Step(
                "it says hello to itself",
                new Action.RunJob(job, Map.of()),
                Duration.ofSeconds(60),
                new Step.Expectation(List.of("hello"), 0),
                Optional.empty(),
                Optional.empty(),
                Step.Comparison.ALL);
        Scenario blind = Hardened.scenario().withFunction(List.of(step));

        KillMatrix weak = new KillMatrix(new MutationRun(
                        cluster,
                        PreparedScenario.of(blind, KubernetesVersion.newest()),
                        new Judge(EnumSet.allOf(CheckId.class)),
                        SILENT)
                .function());

        assertThat(weak.complete()).isFalse();
        assertThat(weak.alive())
                .extracting(Fate::layer, Fate::outcome, Fate::mutant)
                .containsExactly(
                        tuple(Layer.FUNCTION, Fate.Outcome.SURVIVED, "nothing-runs of it says hello to itself"));
        assertThat(result.verdicts())
                .filteredOn(verdict -> verdict.check() == CheckId.FUNCTION)
                .allSatisfy(green -> assertThat(weak.bind(green).outcome()).isEqualTo(Outcome.INCONCLUSIVE));
    }
}
