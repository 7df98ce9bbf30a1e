package dev.touchstone.junit;

import static dev.touchstone.junit.Weakenings.reason;
import static dev.touchstone.junit.Weakenings.red;
import static dev.touchstone.junit.Weakenings.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Engine;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.judge.CheckId;
import dev.touchstone.scenario.Action;
import dev.touchstone.scenario.Scenarios;
import dev.touchstone.scenario.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * Weakenings that start: only the running containers, and what Spark does, give them away. Several are put into one chart, each
 * on another container, and exactly theirs must be the red verdicts: so no check speaks for another.
 */
@LeaseCluster
class WeakenedChartIT {

    private static final String MASTER = "templates/master.yaml";
    private static final String WORKER = "templates/worker.yaml";
    private static final String SHUFFLE = "templates/shuffle-service.yaml";
    private static final String TEST = "templates/tests/connection.yaml";
    private static final String WITH_VOLUME = "touchstone/busybox-with-a-volume:test";

    /** Hardened in every field; only its image has a folder that the runtime makes writable. */
    private static final String CACHE = """
                  - name: cache
                    image: %s
                    imagePullPolicy: IfNotPresent
                    command: [sh, -c, 'trap exit TERM; sleep 3600 & wait']
                    resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {memory: 16Mi}}
                    securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
            """.formatted(WITH_VOLUME).indent(2);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Weakenings weakenings;

    @BeforeEach
    void prepare(Cluster cluster) {
        weakenings = new Weakenings(cluster, folder.resolve("evidence"));
    }

    @Test
    void what_Pod_Security_does_not_see_is_seen_in_the_container() throws IOException {
        ImageCatalog catalog = ImageCatalog.ofProject(new Engine());
        new ImageFromDockerfile(WITH_VOLUME, false)
                .withDockerfileFromBuilder(builder -> builder.from(catalog.inEngine(Installations.PROBE_IMAGE))
                        .volume("/undeclared")
                        .build())
                .get();
        WeakenedChart chart = sound().with(
                        MASTER,
                        ownContext(10),
                        "securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}")
                .with(
                        MASTER,
                        "      volumes:\n        - name: config",
                        CACHE + "      volumes:\n        - name: config")
                .with(TEST, ownContext(6), "");

        AcceptanceResult result =
                weakenings.run(chart, PodSecurity.RESTRICTED, scenario -> scenario.withFunction(List.of(helmTest())));

        assertThat(red(result))
                .containsExactlyInAnyOrder(
                        "read-only-root of spark-sa-master/master",
                        "declared-writes-only of spark-sa-master/cache",
                        "admitted of spark-sa-connection-test",
                        "function of the chart's own test passes");
        assertThat(unknown(result)).isEmpty();
        assertThat(reason(result, CheckId.READ_ONLY_ROOT))
                .contains("/ is mounted rw", "Permission denied", "that proves nothing", "written to:", "/var/tmp");
        assertThat(reason(result, CheckId.DECLARED_WRITES_ONLY)).contains("not declared: [/undeclared]");
        assertThat(reason(result, CheckId.ADMITTED)).contains("violates PodSecurity");
        assertThat(reason(result, CheckId.FUNCTION)).contains("violates PodSecurity");
    }

    @Test
    void what_nobody_enforces_is_seen_in_the_processes() throws IOException {
        WeakenedChart chart = sound().with(
                        MASTER,
                        "{{- include \"spark-standalone.podSpec\" (dict \"root\" . \"system\" \"spark\") | nindent 6 }}",
                        """
                        enableServiceLinks: false
                              automountServiceAccountToken: false
                              securityContext: {runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000}
                              initContainers:
                                - {name: prepare, image: 'apache/spark:4.1.4', command: [id]}""")
                .with(
                        MASTER,
                        ownContext(10),
                        "securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true}")
                .with(
                        WORKER,
                        ownContext(10),
                        "securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}, runAsUser: 0, runAsNonRoot: false}")
                .with(
                        SHUFFLE,
                        ownContext(2),
                        "securityContext: {readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}");

        AcceptanceResult result = weakenings.run(chart, PodSecurity.PRIVILEGED, scenario -> scenario);

        assertThat(red(result))
                .containsExactlyInAnyOrder(
                        "admitted of spark-sa-master",
                        "admitted of spark-sa-worker",
                        "capabilities-dropped of spark-sa-master/master",
                        "seccomp of spark-sa-master/master",
                        "non-root of spark-sa-worker/worker",
                        "no-new-privileges of spark-sa-worker/shuffle-service",
                        "no-new-privileges of spark-sa-master/prepare",
                        "read-only-root of spark-sa-master/prepare",
                        "capabilities-dropped of spark-sa-master/prepare",
                        "seccomp of spark-sa-master/prepare",
                        "resources of spark-sa-master/prepare");
        assertThat(unknown(result)).isEmpty();
        assertThat(reason(result, CheckId.ADMITTED)).contains("takes it and warns");
        assertThat(VerdictTable.of(result))
                .contains("has CapBnd 00000000a80425fb, CapEff 0000000000000000")
                .contains("has Seccomp: 0, expected 2")
                .contains("has Uid [0, 0, 0, 0], expected no 0; id says: uid=0")
                .contains("has NoNewPrivs: 0, expected 1");
    }

    @Test
    void an_image_that_does_not_exist_is_named() throws IOException {
        WeakenedChart chart = sound().with(
                        MASTER,
                        "{{- include \"spark-standalone.image\" . | nindent 10 }}",
                        "image: apache/spark:no-such-tag\n          imagePullPolicy: IfNotPresent");

        AcceptanceResult result = weakenings.run(chart, PodSecurity.RESTRICTED, scenario -> scenario);

        assertThat(red(result)).contains("running of spark-sa-master");
        assertThat(red(result)).allMatch(name -> name.startsWith("running of "));
        assertThat(reason(result, CheckId.RUNNING)).contains("ImagePull", "apache/spark:no-such-tag");
    }

    @Test
    void a_crash_loop_is_told_with_the_last_words_of_the_container() throws IOException {
        WeakenedChart chart = sound().with(MASTER, "--webui-port, '8080'", "--webui-port, 'eighty'");

        AcceptanceResult result = weakenings.run(chart, PodSecurity.RESTRICTED, scenario -> scenario);

        assertThat(red(result)).contains("running of spark-sa-master");
        assertThat(red(result)).allMatch(name -> name.startsWith("running of "));
        assertThat(reason(result, CheckId.RUNNING)).contains("started again");
        assertThat(result.facts().release().rollout().message())
                .contains("CrashLoopBackOff", "before its last restart", "Usage: Master [options]");
    }

    @Test
    void a_worker_that_cannot_reach_its_master_is_told_with_what_it_waits_for() throws IOException {
        WeakenedChart chart = sound().with(WORKER, "{{ $release }}-master/7077", "{{ $release }}-nobody/7077")
                .with("templates/_helpers.tpl", "-master:7077", "-nobody:7077");

        AcceptanceResult result =
                weakenings.run(chart, PodSecurity.RESTRICTED, scenario -> scenario.readyWithin(Duration.ofSeconds(30)));

        assertThat(red(result)).containsExactly("running of spark-sa-worker");
        assertThat(unknown(result)).isEmpty();
        assertThat(result.facts().release().rollout().message())
                .contains("statefulset/spark-sa-worker has 0 of 2", "waiting for spark-sa-nobody/7077");
    }

    private WeakenedChart sound() throws IOException {
        return WeakenedChart.of(Weakenings.CHART, folder.resolve("chart"));
    }

    private static String ownContext(int indent) {
        return "{{- include \"spark-standalone.containerSecurityContext\" . | nindent " + indent + " }}";
    }

    private static Step helmTest() {
        return Scenarios.ofProject().named("spark-standalone").function().stream()
                .filter(step -> step.action() instanceof Action.HelmTest)
                .findFirst()
                .orElseThrow();
    }
}
