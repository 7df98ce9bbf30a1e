package dev.touchstone.scenario;

import static dev.touchstone.scenario.ScenarioFolder.HEAD;
import static dev.touchstone.scenario.ScenarioFolder.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scenario file may say. What it may not, see {@link BadScenarioTest}. */
class ScenarioReaderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @SuppressWarnings("NullAway.Init")
    private ScenarioFolder folder;

    @BeforeEach
    void makeFolder() {
        folder = new ScenarioFolder(temp);
    }

    @Nested
    class The_scenario_of_Spark {

        private final Scenario spark = ScenarioReader.read(Path.of("scenarios/spark-standalone/scenario.yaml"), TODAY);

        @Test
        void reads() {
            assertThat(spark.name()).isEqualTo("spark-standalone");
            assertThat(spark.release()).isEqualTo("spark-sa");
            assertThat(spark.namespace()).isEqualTo("spark-standalone");
            assertThat(spark.ready()).isEqualTo(Duration.ofMinutes(3));
            assertThat(spark.chart())
                    .isEqualTo(new ChartSource.AtPath(
                            Path.of("charts/spark-standalone").toAbsolutePath()));
        }

        @Test
        void has_steps_of_every_kind_that_it_uses() {
            assertThat(spark.function())
                    .extracting(step -> step.action().getClass().getSimpleName())
                    .contains("HelmTest", "Http", "RunJob");
            assertThat(spark.function()).extracting(Step::name).doesNotHaveDuplicates();
        }

        @Test
        void tells_a_step_from_its_control_by_a_variable() {
            Step kill = spark.function().stream()
                    .filter(step -> step.control().isPresent())
                    .findFirst()
                    .orElseThrow();

            assertThat(kill.counter()).isPresent();
            assertThat(env(kill.action())).containsExactly(Map.entry("SHUFFLE_SERVICE", "true"));
            assertThat(env(kill.control().orElseThrow().action()))
                    .containsExactly(Map.entry("SHUFFLE_SERVICE", "false"));
        }

        private static Map<String, String> env(Action action) {
            return ((Action.RunJob) action).env();
        }
    }

    @Nested
    class Takes {

        @Test
        void the_least_that_a_scenario_must_say() {
            assertThat(folder.read(HEAD))
                    .isEqualTo(new Scenario(
                            "web",
                            Optional.empty(),
                            folder.file,
                            new ChartSource.AtPath(folder.path.resolve("chart")),
                            "web",
                            "web-test",
                            List.of(),
                            List.of(),
                            List.of(),
                            Upgrade.NONE,
                            Duration.ofMinutes(5),
                            List.of(),
                            Optional.empty(),
                            List.of()));
        }

        @Test
        void a_chart_in_a_registry() {
            assertThat(chart("{oci: oci://example.org/charts/web, version: 1.2.3-rc.1+5}"))
                    .isEqualTo(new ChartSource.InRegistry(
                            URI.create("oci://example.org/charts/web"), "1.2.3-rc.1+5", Optional.empty()));
        }

        @Test
        void a_chart_in_a_repository() {
            String sha256 = "0123456789abcdef".repeat(4);

            assertThat(chart("{repository: https://example.org/charts, name: web, version: v1.2.3, sha256: %s}"
                            .formatted(sha256)))
                    .isEqualTo(new ChartSource.InRepository(
                            URI.create("https://example.org/charts"), "web", "v1.2.3", Optional.of(sha256)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1/charts/", "http://[::1]:80/charts"})
        void a_repository_on_this_machine_without_TLS(String url) {
            assertThat(chart("{repository: '%s', name: web, version: 1.2.3}".formatted(url)))
                    .isEqualTo(new ChartSource.InRepository(URI.create(url), "web", "1.2.3", Optional.empty()));
        }

        private ChartSource chart(String mapping) {
            return folder.read(HEAD.replace("chart: chart", "chart: " + mapping))
                    .chart();
        }

        @Test
        void files_seen_from_its_own_folder() {
            folder.write("more/soft.yaml", "replicas: 1");

            Scenario scenario = folder.readAfterHead("""
                    values: [values.yaml]
                    baseline: [more/../more/soft.yaml]
                    """);

            assertThat(scenario.values()).containsExactly(temp.resolve("values.yaml"));
            assertThat(scenario.baseline()).containsExactly(temp.resolve("more/soft.yaml"));
        }

        @Test
        void clients_that_use_the_release_while_it_is_disturbed() {
            folder.write("load.yaml", "{}");

            assertThat(folder.readAfterHead("""
                            disruption:
                              previous: [values.yaml]
                              load: load.yaml
                              clients: [{name: new}, {name: reused, gap: 2s}]
                            """).disruption())
                    .contains(new Disruption(
                            2,
                            List.of(temp.resolve("values.yaml")),
                            temp.resolve("load.yaml"),
                            List.of(
                                    new Disruption.Client("new", Duration.ZERO),
                                    new Disruption.Client("reused", Duration.ofSeconds(2))),
                            true));
        }

        @Test
        void a_duration_of_hours_minutes_and_seconds() {
            assertThat(folder.readAfterHead("ready: 1h30m5s").ready())
                    .isEqualTo(Duration.ofHours(1).plusMinutes(30).plusSeconds(5));
        }

        @Test
        void a_port_by_number_or_name() {
            List<Step> steps = folder.readAfterHead("""
                            function:
                              - {name: by number, http: {service: web, port: 8080, path: /}, expect: {status: 200}}
                              - {name: by name, http: {service: web, port: http, path: /}, expect: {status: 404}}
                            """).function();

            assertThat(steps)
                    .extracting(step -> ((Action.Http) step.action()).port())
                    .containsExactly("8080", "http");
            assertThat(steps).extracting(step -> step.expect().code()).containsExactly(200, 404);
        }

        @Test
        void an_alias_for_what_its_anchor_holds() {
            List<Step> steps = folder.readAfterHead("""
                            function:
                              - name: once
                                job: job.yaml
                                expect: &right {contains: [answer=right]}
                              - name: again
                                job: job.yaml
                                expect: *right
                            """).function();

            assertThat(steps)
                    .extracting(step -> step.expect().contains())
                    .containsExactly(List.of("answer=right"), List.of("answer=right"));
        }

        @Test
        void a_day_without_quotes_as_the_text_that_it_is() {
            assertThat(waiver("2027-01-31").expires()).isEqualTo("2027-01-31");
        }

        @Test
        void a_day_in_quotes() {
            assertThat(waiver("'2027-01-31'").expires()).isEqualTo("2027-01-31");
        }

        @Test
        void a_waiver_that_ends_today() {
            assertThat(waiver(TODAY.toString()).expires()).isEqualTo(TODAY);
        }

        private Waiver waiver(String expires) {
            return folder.readAfterHead("""
                            waivers:
                              - {check: seccomp, container: vault, reason: the kernel is old, owner: team a, expires: %s}
                            """.formatted(expires)).waivers().get(0);
        }
    }

    @Test
    void takes_another_scenarios_steps_first() {
        ScenarioFolder folder = new ScenarioFolder(temp);
        folder.write("first.yaml", ScenarioFolder.HEAD + "function: [{name: a, helm: test}]");

        assertThat(folder.readAfterHead("after: first.yaml\nfunction: [{name: b, helm: test}]")
                        .function())
                .extracting(Step::name)
                .containsExactly("a", "b");
    }
}
