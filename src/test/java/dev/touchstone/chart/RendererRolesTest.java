package dev.touchstone.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.chart.RenderedObject.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a render holds. */
class RendererRolesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @SuppressWarnings("NullAway.Init")
    private ChartFolder chart;

    @BeforeEach
    void makeChart() {
        chart = new ChartFolder(temp.resolve("web"));
    }

    @Nested
    class Renders {

        @ParameterizedTest(name = "helm.sh/hook: {0}")
        @CsvSource({
            "pre-install, HOOK",
            "'pre-install,post-upgrade', HOOK",
            "test, TEST",
            "test-success, TEST",
            "'test,pre-delete', HOOK",
            "'', WORKLOAD",
        })
        void hooks_which_Helm_leaves_out_each_with_its_role(String hook, Role role) {
            chart.write("templates/pod.yaml", """
                    apiVersion: v1
                    kind: Pod
                    metadata:
                      name: {{ .Release.Name }}-pod
                      annotations: {"helm.sh/hook": "%s", "helm.sh/hook-weight": "1"}
                    spec: {containers: [{name: main, image: busybox}]}
                    """.formatted(hook));

            assertThat(chart.render().podTemplates()).singleElement().satisfies(template -> {
                assertThat(template.workload()).isEqualTo("pod/web-pod");
                assertThat(template.role()).isEqualTo(role);
                assertThat(template.makesPods()).isEqualTo(role == Role.WORKLOAD);
            });
        }

        @Test
        void charts_within_the_chart_and_their_hooks() {
            chart.write("charts/db/Chart.yaml", "{apiVersion: v2, name: db, version: 0.1.0}")
                    .write("charts/db/templates/seed.yaml", """
                            apiVersion: batch/v1
                            kind: Job
                            metadata: {name: seed, annotations: {"helm.sh/hook": post-install}}
                            spec: {template: {spec: {containers: [{name: seed, image: busybox}]}}}
                            """);

            assertThat(chart.render().objects())
                    .extracting(RenderedObject::reference, RenderedObject::role, RenderedObject::source)
                    .containsExactly(tuple("job/seed", Role.HOOK, "web/charts/db/templates/seed.yaml"));
        }

        @Test
        void values_of_which_the_last_wins() {
            chart.write(
                            "templates/config.yaml",
                            "kind: ConfigMap\nmetadata: {name: a}\ndata: {n: '{{ .Values.replicas }}'}")
                    .write("two.yaml", "replicas: 2")
                    .write("three.yaml", "replicas: 3");

            Rendered rendered = chart.render(chart.path.resolve("two.yaml"), chart.path.resolve("three.yaml"));

            assertThat(rendered.objects().get(0).json().at("/data/n").asString())
                    .isEqualTo("3");
        }

        @Test
        void and_leaves_the_chart_as_it_was() {
            chart.write(
                    "templates/config.yaml",
                    "kind: ConfigMap\nmetadata: {name: a, annotations: {\"helm.sh/hook\": test}}");
            String before = Chart.at(chart.path).digest();

            chart.render();

            assertThat(Chart.at(chart.path).digest()).isEqualTo(before);
        }
    }
}
