package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.Chart;
import dev.touchstone.chart.ChartServer;
import dev.touchstone.cluster.Digest;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.scenario.Action;
import dev.touchstone.scenario.ChartSource;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.ScenarioReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class NewScenarioCommandTest {

    private static final String FOLDER = "touchstone.scenarios.folder";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void inAnEmptyFolder() {
        System.setProperty(FOLDER, temp.resolve("scenarios").toString());
    }

    @AfterEach
    void asBefore() {
        System.clearProperty(FOLDER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "charts/spark-standalone",
                "charts/maestro-ml",
                "src/test/resources/charts/hardened",
                "src/test/resources/charts/kinds",
                "src/test/resources/charts/keeper",
                "src/test/resources/charts/shop",
                "src/test/resources/charts/writer"
            })
    void what_it_writes_can_be_read_and_proves_something(String chart) {
        assertThat(call(chart, "--name", "drafted")).as(err.toString()).isZero();

        Scenario scenario = drafted();
        assertThat(scenario.release()).isEqualTo("drafted");
        assertThat(scenario.namespace()).isEqualTo("drafted-test");
        assertThat(PreparedScenario.of(scenario, KubernetesVersion.newest())
                        .rendered()
                        .podTemplates())
                .isNotEmpty();
        assertThat(out.toString()).contains("workloads: ", "then: scripts/accept drafted");
    }

    @Test
    void it_has_a_step_for_each_way_to_try_the_chart() {
        call("charts/spark-standalone", "--name", "drafted");

        assertThat(drafted().function())
                .extracting(step -> (Object) step.action().getClass())
                .contains(Action.HelmTest.class, Action.Http.class);
        call("src/test/resources/charts/keeper", "--name", "kept");
        assertThat(ScenarioReader.read(temp.resolve("scenarios/kept/scenario.yaml"), LocalDate.EPOCH)
                        .function())
                .extracting(step -> (Object) step.action().getClass())
                .contains(Action.Restart.class);
    }

    @Test
    void it_asks_a_port_for_what_the_chart_itself_asks_it() throws IOException {
        Path chart = temp.resolve("probed");
        Files.createDirectories(chart.resolve("templates"));
        Files.writeString(chart.resolve("Chart.yaml"), "{apiVersion: v2, name: probed, version: 1.0.0}");
        Files.writeString(chart.resolve("templates/all.yaml"), """
                apiVersion: v1
                kind: Service
                metadata: {name: probed}
                spec:
                  selector: {app: probed}
                  ports: [{name: http, port: 80, targetPort: web}]
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: other, labels: {app: other}}
                spec:
                  containers:
                    - {name: main, image: busybox, readinessProbe: {httpGet: {port: web, path: /other}}, ports: [{name: web, containerPort: 80}]}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: probed, labels: {app: probed}}
                spec:
                  containers:
                    - name: main
                      image: busybox
                      ports: [{name: web, containerPort: 8080}]
                      livenessProbe: {httpGet: {port: 8080, path: /healthz}}
                """);

        assertThat(call(chart.toString())).as(err.toString()).isZero();

        assertThat(ScenarioReader.read(temp.resolve("scenarios/probed/scenario.yaml"), LocalDate.EPOCH)
                        .function())
                .extracting(step -> ((Action.Http) step.action()).path())
                .containsExactly("/healthz");
        assertThat(out.toString()).contains("HTTP: probed:http/healthz", "holds data: none");
    }

    @Test
    void elsewhere_the_schema_is_copied_beside_the_scenarios_and_none_is_where_it_is_at_hand() throws IOException {
        Path own = Path.of("src/main/resources/dev/touchstone/scenario/scenario.schema.json");

        assertThat(NewScenarioCommand.schema(temp, temp.resolve("none")))
                .isEqualTo(temp.resolve("scenario.schema.json"))
                .hasSameTextualContentAs(own);
        assertThat(NewScenarioCommand.schema(temp, own)).isEqualTo(own);
    }

    @Test
    void a_package_is_copied_beside_the_file() throws IOException {
        Path tgz = packed(temp.resolve("writer-1.0.0.tgz"), "writer");

        assertThat(call(tgz.toString())).as(err.toString()).isZero();

        assertThat(temp.resolve("scenarios/writer/writer-1.0.0.tgz")).hasSameBinaryContentAs(tgz);
        assertThat(ScenarioReader.read(temp.resolve("scenarios/writer/scenario.yaml"), LocalDate.EPOCH)
                        .chart())
                .isEqualTo(new ChartSource.AtPath(
                        temp.resolve("scenarios/writer/writer-1.0.0.tgz").toAbsolutePath()));
        assertThat(out.toString()).contains("chart writer 1.0.0", "deployment/writer");
    }

    @Nested
    class A_chart_that_is_pulled {

        @SuppressWarnings("NullAway.Init")
        private ChartServer server;

        @SuppressWarnings("NullAway.Init")
        private byte[] tgz;

        @BeforeEach
        void serve() throws IOException {
            tgz = ChartServer.packed(temp, "1.2.3", """
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: web}
                    spec: {containers: [{name: web, image: busybox}]}
                    """);
            server = new ChartServer();
        }

        @AfterEach
        void stop() {
            server.close();
        }

        @Test
        void is_named_by_its_repository_version_and_digest() {
            server.repository(Map.of("1.2.3", tgz));
            URI charts = server.at("http", "/charts");

            assertThat(call("--repo", charts.toString(), "web", "--version", "1.2.3", "--name", "drafted"))
                    .as(err.toString())
                    .isZero();

            assertThat(drafted().chart())
                    .isEqualTo(new ChartSource.InRepository(charts, "web", "1.2.3", Optional.of(Digest.sha256(tgz))));
            assertThat(out.toString()).contains("chart web 1.2.3");
        }

        @Test
        void is_named_by_its_registry_version_and_digest() {
            server.registry(Map.of("1.2.3", tgz));
            URI web = server.at("oci", "/charts/web");

            assertThat(call(web.toString(), "--version", "1.2.3", "--name", "drafted"))
                    .as(err.toString())
                    .isZero();

            assertThat(drafted().chart())
                    .isEqualTo(new ChartSource.InRegistry(web, "1.2.3", Optional.of(Digest.sha256(tgz))));
            assertThat(PreparedScenario.of(drafted(), KubernetesVersion.newest())
                            .chart()
                            .origin())
                    .contains(new Chart.Origin(web.toString(), Digest.sha256(tgz)));
        }

        @Test
        void is_of_the_newest_stable_version_unless_told_and_the_file_says_which() {
            server.repository(Map.of("1.2.2", tgz, "1.2.3", tgz, "2.0.0-rc.1", tgz));
            server.registry(Map.of("1.2.2", tgz, "1.2.3", tgz, "2.0.0-rc.1", tgz));

            assertThat(call("--repo", server.at("http", "/charts").toString(), "web", "--name", "drafted"))
                    .as(err.toString())
                    .isZero();
            assertThat(call(server.at("oci", "/charts/web").toString(), "--name", "other"))
                    .as(err.toString())
                    .isZero();

            assertThat(temp.resolve("scenarios/drafted/scenario.yaml"))
                    .content()
                    .contains("\n  version: 1.2.3\n");
            assertThat(temp.resolve("scenarios/other/scenario.yaml")).content().contains("\n  version: 1.2.3\n");
        }

        @Test
        void is_told_when_it_cannot_be_had() {
            server.repository(Map.of("1.2.3", tgz));

            assertThat(call("--repo", server.at("http", "/charts").toString(), "web", "--version", "9.9.9"))
                    .isEqualTo(2);
            assertThat(call("--repo", server.at("http", "/other").toString(), "web"))
                    .isEqualTo(2);

            assertThat(err.toString())
                    .contains(
                            "version 9.9.9: there is no such version; there are: 1.2.3",
                            "/other/index.yaml answered 404: there is nothing of that name");
            assertThat(temp.resolve("scenarios")).doesNotExist();
        }
    }

    @Test
    void a_package_with_a_file_outside_of_it_is_refused() throws IOException {
        Path tgz = packed(temp.resolve("bad.tgz"), "../writer");

        assertThat(call(tgz.toString())).isEqualTo(2);

        assertThat(err.toString()).contains("cannot be unpacked", "which lies outside of it");
        assertThat(temp.resolve("scenarios")).doesNotExist();
    }

    @Test
    void nothing_is_overwritten() throws IOException {
        call("charts/spark-standalone", "--name", "drafted");
        Path file = temp.resolve("scenarios/drafted/scenario.yaml");
        Files.writeString(file, "mine\n");

        assertThat(call("charts/spark-standalone", "--name", "drafted")).isEqualTo(2);

        assertThat(file).hasContent("mine\n");
        assertThat(err.toString()).contains("exists already, and is not overwritten: give another --name");
    }

    @Test
    void what_is_no_chart_is_told() {
        assertThat(call("docs")).isEqualTo(2);
        assertThat(call("https://example.org/web-1.0.0.tgz")).isEqualTo(2);
        assertThat(call("charts/spark-standalone", "--version", "1.0.0")).isEqualTo(2);
        assertThat(call("charts/spark-standalone", "--name", "My Chart")).isEqualTo(2);

        assertThat(err.toString())
                .contains(
                        "found docs, in which there is no Chart.yaml",
                        "found https://example.org/web-1.0.0.tgz, in which there is no Chart.yaml; expected a chart's folder, its package (.tgz), oci://HOST/PATH/NAME, or --repo URL NAME",
                        "--version: found 1.0.0 beside charts/spark-standalone, allowed: only beside oci://HOST/PATH/NAME, or --repo URL NAME",
                        "--name: found My Chart, allowed: lower case letters, digits and dashes, at most 45 characters, such as my-chart");
        assertThat(temp.resolve("scenarios")).doesNotExist();
    }

    @Test
    void a_chart_that_needs_values_says_so_with_helms_words() {
        PreparedFolder.write(temp, "needy/Chart.yaml", "{apiVersion: v2, name: needy, version: 1.0.0}");
        PreparedFolder.write(temp, "needy/templates/pod.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: needy}
                spec: {containers: [{name: main, image: {{ required "image is needed" .Values.image }}}]}
                """);
        PreparedFolder.write(temp, "values.yaml", "image: busybox\n");

        assertThat(call(temp.resolve("needy").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("image is needed", "--values FILE");
        assertThat(call(
                        temp.resolve("needy").toString(),
                        "--values",
                        temp.resolve("values.yaml").toString()))
                .isZero();
        assertThat(temp.resolve("scenarios/needy/scenario.yaml")).content().contains("values: [../../values.yaml]");
    }

    private Scenario drafted() {
        return ScenarioReader.read(temp.resolve("scenarios/drafted/scenario.yaml"), LocalDate.EPOCH);
    }

    private int call(String... arguments) {
        return new CommandLine(new NewScenarioCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private static Path packed(Path tgz, String folder) throws IOException {
        Path chart = Path.of("src/test/resources/charts/writer");
        try (OutputStream file = Files.newOutputStream(tgz);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(file))) {
            for (String name : List.of("Chart.yaml", "values.yaml", "templates/writer.yaml")) {
                byte[] content = Files.readString(chart.resolve(name)).getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(folder + "/" + name);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return tgz;
    }
}
