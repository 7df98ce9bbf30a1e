package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.scenario.Action;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.ScenarioReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
    void a_package_is_copied_beside_the_file() throws IOException {
        Path tgz = packed(temp.resolve("writer-1.0.0.tgz"), "writer");

        assertThat(call(tgz.toString())).as(err.toString()).isZero();

        assertThat(temp.resolve("scenarios/writer/writer-1.0.0.tgz")).hasSameBinaryContentAs(tgz);
        assertThat(ScenarioReader.read(temp.resolve("scenarios/writer/scenario.yaml"), LocalDate.EPOCH)
                        .chart())
                .hasFileName("writer-1.0.0.tgz");
        assertThat(out.toString()).contains("chart writer 1.0.0", "deployment/writer");
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
        assertThat(call("oci://example.org/charts/web")).isEqualTo(2);
        assertThat(call("charts/spark-standalone", "--name", "My Chart")).isEqualTo(2);

        assertThat(err.toString())
                .contains(
                        "found docs, in which there is no Chart.yaml",
                        "helm pull oci://example.org/charts/web --version VERSION",
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
