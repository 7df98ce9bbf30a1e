package dev.touchstone.junit;

import static dev.touchstone.junit.Weakenings.reason;
import static dev.touchstone.junit.Weakenings.red;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.judge.CheckId;
import dev.touchstone.scenario.Action;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Scenarios;
import dev.touchstone.scenario.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What hardening is known to break, each system's own way: the trap is sprung in a chart that is sound but for it, and what the
 * user then sees must name the cause.
 */
@BesideOthers
@LeaseCluster
class TrapIT {

    private static final Scenarios SCENARIOS = Scenarios.in(Path.of("scenarios"), LocalDate.EPOCH);
    private static final Path CHART = Path.of("charts/spark-standalone");
    private static final Path PLATFORM = Path.of("scenarios/spark-platform");

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
    void a_Spark_driver_whose_tmp_is_read_only_cannot_make_its_folder() throws IOException {
        Step shuffle = SCENARIOS.named("spark-standalone").function().stream()
                .filter(step -> step.action() instanceof Action.RunJob)
                .findFirst()
                .orElseThrow();
        String job = Files.readString(((Action.RunJob) shuffle.action()).file());
        Path weakened = Files.writeString(
                folder.resolve("shuffle.yaml"),
                job.replace("{name: tmp, mountPath: /tmp}", "{name: tmp, mountPath: /tmp, readOnly: true}"));
        assertThat(weakened).content().contains("readOnly: true}");
        Step trapped = new Step(
                shuffle.name(),
                new Action.RunJob(weakened, Map.of()),
                shuffle.within(),
                shuffle.expect(),
                shuffle.counter(),
                shuffle.control(),
                shuffle.comparison());

        AcceptanceResult result = run(sound(), "", List.of(), List.of(trapped.plain()));

        assertThat(red(result)).containsExactly("function of " + shuffle.name());
        assertThat(reason(result, CheckId.FUNCTION))
                .contains("Failed to create directory /tmp/", "Read-only file system");
    }

    @Test
    void Spark_without_a_passwd_entry_for_its_UID_does_not_start() throws IOException {
        WeakenedChart chart = sound().with("files/start.sh", "if ! getent passwd", "if false && ! getent passwd");

        AcceptanceResult result = run(chart, "security: {runAsUser: 1000680000, runAsGroup: 0, fsGroup: 1000680000}");

        assertThat(seen(result)).contains("spark-sa-master", "Invalid UID", "invalid null input: name");
    }

    @Test
    void MinIO_whose_client_has_no_folder_for_its_settings_makes_no_bucket() throws IOException {
        // The server itself minds a missing folder for its own settings no more since 2025.
        WeakenedChart chart = sound().with("charts/hardened/templates/_minio.tpl", "value: /tmp/.mc}", "value: /.mc}");

        AcceptanceResult result = run(chart, "minio: {enabled: true}");

        assertThat(seen(result)).contains("spark-sa-minio", "/.mc", "read-only file system");
    }

    @Test
    void PostgreSQL_refuses_the_modes_that_fsGroup_gives_its_folder() throws IOException {
        WeakenedChart chart = sound().with(
                        "charts/hardened/templates/_postgresql.tpl",
                        "/var/lib/postgresql/data/pgdata",
                        "/var/lib/postgresql/data")
                // The node's own storage class knows no fsGroup; an emptyDir does.
                .with(
                        "charts/hardened/templates/_postgresql.tpl",
                        "      volumes:\n",
                        "      volumes:\n        - {name: data, emptyDir: {sizeLimit: 1Gi}}\n")
                .with(
                        "charts/hardened/templates/_postgresql.tpl",
                        "  volumeClaimTemplates:\n",
                        "{{- if false }}\n  volumeClaimTemplates:\n")
                .with(
                        "charts/hardened/templates/_postgresql.tpl",
                        "{{- include \"hardened.claim\" .values.persistence | nindent 8 }}\n",
                        "{{- include \"hardened.claim\" .values.persistence | nindent 8 }}\n{{- end }}\n");

        AcceptanceResult result = run(chart, "hiveMetastore: {enabled: true}");

        assertThat(seen(result)).contains("spark-sa-postgresql-metastore", "could not change permissions of directory");
    }

    @Test
    void MLflow_without_any_folder_to_write_to_does_not_start() throws IOException {
        // In its own folder alone it writes no more: a version is registered on a read-only one since MLflow 3.
        WeakenedChart chart = sound().with(
                        "charts/hardened/templates/_mlflow.tpl",
                        "{{- include \"hardened.writableMounts\" (dict \"root\" . \"system\" \"mlflow\" \"owner\" \"server\") | trim | nindent 12 }}",
                        "");

        AcceptanceResult result = run(chart, "minio: {enabled: true}\nmlflow: {enabled: true}");

        assertThat(seen(result)).contains("spark-sa-mlflow-server", "No usable temporary directory found");
    }

    @Test
    void a_DAG_whose_scheduler_cannot_write_logs_fails_and_the_cause_is_found_in_the_scheduler() throws IOException {
        WeakenedChart chart = sound().with(
                        "charts/hardened/templates/_airflow-scheduler.tpl",
                        "{name: logs, mountPath: /opt/airflow/logs}",
                        "{name: logs, mountPath: /opt/airflow/logs, readOnly: true}");
        Step dag = step("a DAG runs a job on Spark");
        Path task = PLATFORM.resolve("log-to-mlflow.yaml");
        Path dags = PLATFORM.resolve("dags.yaml");

        AcceptanceResult result = run(chart, "airflow: {enabled: true}", List.of(task, dags), List.of(dag));

        assertThat(red(result)).as(VerdictTable.of(result)).containsExactly("function of " + dag.name());
        assertThat(reason(result, CheckId.FUNCTION))
                .contains("the run ended with failed", "without the run's nonce")
                .contains("spark-sa-airflow-scheduler/scheduler", "/opt/airflow/logs", "Read-only file system");
    }

    private WeakenedChart sound() throws IOException {
        return WeakenedChart.of(CHART, folder.resolve("chart"));
    }

    private AcceptanceResult run(WeakenedChart chart, String values) throws IOException {
        return run(chart, values, List.of(), List.of());
    }

    /** With as little of Spark as there can be. */
    private AcceptanceResult run(WeakenedChart chart, String values, List<Path> files, List<Step> steps)
            throws IOException {
        List<Path> all = new ArrayList<>(files);
        all.add(Files.writeString(
                folder.resolve("values.yaml"),
                "worker: {replicas: 1}\nshuffleService: {enabled: false}\n" + values + "\n"));
        return weakenings.run(
                SCENARIOS
                        .named("spark-standalone")
                        .withChart(chart.folder())
                        .withValues(all)
                        .withFunction(steps),
                PodSecurity.RESTRICTED);
    }

    /** What the user is told when a release does not become Ready. */
    private static String seen(AcceptanceResult result) {
        assertThat(result.facts().release().rollout().ready()).isFalse();
        assertThat(red(result)).anyMatch(name -> name.startsWith("running of "));
        return result.facts().release().rollout().message();
    }

    private static Step step(String words) {
        Scenario platform = SCENARIOS.named("spark-platform");
        return platform.function().stream()
                .filter(step -> step.name().contains(words))
                .findFirst()
                .orElseThrow()
                .plain();
    }
}
