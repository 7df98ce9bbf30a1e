package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bad input ends with exit code 2 and a clear message before any cluster is started. The cluster asked for is a context that does
 * not exist: whatever came as far as a lease would say so.
 */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class AcceptCommandTest {

    private static final String NO_CLUSTER = "touchstone-test-does-not-exist";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @SuppressWarnings("NullAway.Init")
    private AcceptCall call;

    @BeforeEach
    void makeScenario() {
        call = new AcceptCall(temp, "context:" + NO_CLUSTER);
        call.scenario("");
    }

    @AfterEach
    void restoreProperties() {
        call.close();
    }

    @Test
    void good_input_comes_as_far_as_the_lease() {
        assertThat(call.accept()).isEqualTo(2);
        assertThat(call.err()).contains(NO_CLUSTER);
    }

    @Nested
    class Without_a_cluster_it_refuses {

        @ParameterizedTest(name = "{1}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "values: [values.yaml | line 6: this is not YAML",
                    "colour: red | line 5, key colour: found an unknown key, allowed: scenario, chart,",
                    "ready: 5 | line 5, key ready: found 5, allowed: a text",
                    "release: again | line 5, key release: found a second time, after line 3",
                    "values: [no.yaml] | line 5, key values[0]: found \"no.yaml\", but there is no file",
                    "waivers: [{check: nope, reason: r, owner: o, expires: 2999-01-01}] | line 5, key waivers[0].check: found \"nope\", allowed: admitted,",
                    "waivers: [{check: seccomp, reason: r, owner: o, expires: 2020-01-01}] | line 5, key waivers[0].expires: found 2020-01-01, which has passed",
                })
        void a_scenario_file(String line, String message) {
            call.scenario(line + "\n");

            refuses(temp.resolve("web/scenario.yaml") + ", " + message);
        }

        @Test
        void a_chart_that_is_missing() throws IOException {
            Files.delete(temp.resolve("web/chart/Chart.yaml"));

            refuses(
                    "scenario.yaml, line 2, key chart: found \"chart\", but there is no file %s, allowed: a chart's folder, its package (.tgz), or a mapping of where it is pulled from"
                            .formatted(temp.resolve("web/chart/Chart.yaml")));
        }

        @Test
        void a_chart_that_does_not_render() {
            PreparedFolder.write(
                    temp, "web/chart/templates/pod.yaml", "kind: Pod\nx: {{ fail \"replicas must be odd\" }}");

            refuses(
                    "chart %s with its own values does not render. Helm says: execution error at (web/templates/pod.yaml:2:6): replicas must be odd"
                            .formatted(temp.resolve("web/chart")));
        }

        @Test
        void a_chart_with_an_image_that_has_no_such_name() {
            PreparedFolder.write(temp, "web/chart/templates/pod.yaml", """
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: web}
                    spec: {containers: [{name: main, image: Busy Box}]}
                    """);

            refuses("chart %s renders 'Busy Box' is no image name".formatted(temp.resolve("web/chart")));
        }

        @Test
        void values_that_the_schema_of_the_chart_refuses() {
            PreparedFolder.write(
                    temp, "web/chart/values.schema.json", "{\"properties\": {\"replicas\": {\"type\": \"integer\"}}}");
            PreparedFolder.write(temp, "web/mine.yaml", "replicas: many");
            call.scenario("values: [mine.yaml]\n");

            refuses(temp.resolve("web/mine.yaml") + "] does not render.", "at '/replicas': got string, want integer");
        }

        @Test
        void a_job_file_that_is_not_YAML() {
            job("kind: [Job");

            refuses("step 'a', key job: found in %s: this is not YAML".formatted(temp.resolve("web/job.yaml")));
        }

        @Test
        void a_job_file_with_two_jobs() {
            job("kind: Job\n---\nkind: Job\n");

            refuses("found in %s: 2 objects of kind Job, allowed: objects in YAML, exactly one of kind Job"
                    .formatted(temp.resolve("web/job.yaml")));
        }

        @Test
        void two_scenarios_of_one_name() {
            PreparedFolder.write(
                    temp,
                    "again/scenario.yaml",
                    "scenario: web\nchart: ../web/chart\nrelease: web\nnamespace: web-test\n");

            refuses("key scenario: found \"web\", which %s has too".formatted(temp.resolve("again/scenario.yaml")));
        }

        @Test
        void a_fault_in_the_last_of_several_scenarios() {
            PreparedFolder.write(
                    temp,
                    "zoo/scenario.yaml",
                    "scenario: zoo\nchart: ../web/chart\nrelease: web\nnamespace: web-test\nready: soon\n");

            refuses(temp.resolve("zoo/scenario.yaml") + ", line 5, key ready");
        }

        @Test
        void a_scenario_that_does_not_exist() {
            refuses(new String[] {"wep"}, "scenario 'wep': there is none of that name, there are: web");
        }

        @Test
        void a_folder_without_scenarios() throws IOException {
            Files.delete(temp.resolve("web/scenario.yaml"));

            refuses("found no */scenario.yaml");
        }

        @Test
        void a_check_that_does_not_exist() {
            refuses(
                    new String[] {"--checks", "non-root,readonly"},
                    "check 'readonly': there is none of that id, there are: admitted, running, non-root,");
        }

        @Test
        void no_checks_at_all() {
            refuses(new String[] {"--checks", ","}, "check '': there is none of that id");
        }

        @Test
        void legs_that_do_not_exist() {
            System.setProperty("touchstone.legs", "both");

            refuses("-Dtouchstone.legs=both: expected all, or release for the release itself alone");
        }

        @Test
        void a_version_of_Kubernetes_that_it_does_not_know() {
            refuses(new String[] {"--kubernetes", "1.99"}, "1.99", "expected one of");
        }

        @Test
        void an_option_that_does_not_exist() {
            refuses(new String[] {"--colour"}, "Unknown option: '--colour'");
        }

        private void refuses(String... messages) {
            refuses(new String[0], messages);
        }

        private void refuses(String[] arguments, String... messages) {
            assertThat(call.accept(arguments)).isEqualTo(2);
            assertThat(call.err()).contains(messages).doesNotContain(NO_CLUSTER, "\tat ");
            assertThat(call.out()).isEmpty();
            assertThat(temp.resolve("evidence")).doesNotExist();
        }
    }

    @Test
    void what_nobody_foresaw_is_no_refusal() {
        System.setProperty("touchstone.scenarios.folder", "\0");

        assertThat(call.accept()).isEqualTo(2);
    }

    private void job(String text) {
        PreparedFolder.write(temp, "web/job.yaml", text);
        call.scenario("function: [{name: a, job: job.yaml, expect: {exit: 0}}]\n");
    }
}
