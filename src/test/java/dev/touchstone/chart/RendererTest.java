package dev.touchstone.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.cluster.KubernetesVersion;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RendererTest {

    private static final String SCHEMA = """
            {"type": "object", "additionalProperties": false, "properties": {"replicas": {"type": "integer"}}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @SuppressWarnings("NullAway.Init")
    private ChartFolder chart;

    @BeforeEach
    void makeChart() {
        chart = new ChartFolder(temp.resolve("web"));
    }

    @Test
    void looks_nothing_up_as_helm_template_does() {
        chart.write("templates/secret.yaml", """
                {{- $held := get (lookup "v1" "Secret" .Release.Namespace "web") "data" | default dict }}
                # lookup in a text is a word
                kind: Secret
                stringData: {held: {{ $held.key | default "nothing" }}, text: lookup it}
                """);

        assertThat(chart.render().objects())
                .singleElement()
                .satisfies(object -> assertThat(object.json().path("stringData").toString())
                        .isEqualTo("{\"held\":\"nothing\",\"text\":\"lookup it\"}"));
    }

    @Nested
    class Names_the_chart_and_what_Helm_says_when {

        @Test
        void a_template_fails() {
            chart.write("templates/pod.yaml", "kind: Pod\nx: {{ fail \"replicas must be odd\" }}");

            assertThatThrownBy(chart::render)
                    .isInstanceOf(ChartException.class)
                    .hasMessage(
                            "chart %s with its own values does not render. Helm says: execution error at (web/templates/pod.yaml:2:6): replicas must be odd"
                                    .formatted(chart.path));
        }

        @Test
        void a_template_is_none() {
            chart.write("templates/pod.yaml", "kind: Pod\nx: {{ .Values.replicas }");

            assertThatThrownBy(chart::render)
                    .isInstanceOf(ChartException.class)
                    .hasMessageContainingAll(chart.path.toString(), "web/templates/pod.yaml:2");
        }

        @Test
        void a_template_makes_what_is_not_YAML() {
            chart.write("templates/pod.yaml", "kind: Pod\nmetadata: {name: a");

            assertThatThrownBy(chart::render)
                    .isInstanceOf(ChartException.class)
                    .hasMessageContainingAll("YAML parse error on web/templates/pod.yaml", "line 2");
        }

        @Test
        void no_template_makes_anything() {
            assertThatThrownBy(chart::render)
                    .isInstanceOf(ChartException.class)
                    .hasMessage("chart %s with its own values renders no object: nothing would be proven"
                            .formatted(chart.path));
        }

        @Test
        void a_chart_that_it_needs_is_missing() {
            chart.write("Chart.yaml", """
                            apiVersion: v2
                            name: web
                            version: 1.0.0
                            dependencies: [{name: db, version: 1.0.0, repository: "https://example.invalid"}]
                            """).write("templates/config.yaml", "kind: ConfigMap\nmetadata: {name: a}");

            assertThatThrownBy(chart::render)
                    .isInstanceOf(ChartException.class)
                    .hasMessageContaining("missing in charts/ directory: db");
        }

        @Test
        void its_schema_refuses_a_value() {
            refuses("replicas: many", "at '/replicas': got string, want integer");
        }

        @Test
        void its_schema_knows_no_such_value() {
            refuses("colour: red", "additional properties 'colour' not allowed");
        }

        @Test
        void the_values_are_not_YAML() {
            refuses("replicas: [", "yaml: line 1");
        }

        private void refuses(String values, String said) {
            chart.write("templates/config.yaml", "kind: ConfigMap\nmetadata: {name: a}")
                    .write("values.schema.json", SCHEMA);
            Path file = chart.write("my-values.yaml", values).path.resolve("my-values.yaml");

            assertThatThrownBy(() -> chart.render(file))
                    .isInstanceOf(ChartException.class)
                    .hasMessageContainingAll(
                            "chart %s with its own values under [%s] does not render.".formatted(chart.path, file),
                            said);
        }

        @Test
        void lint_finds_a_fault() {
            chart.write("templates/config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: A_b}");
            try (Renderer renderer = Renderer.of(Chart.at(chart.path), KubernetesVersion.newest())) {
                assertThatThrownBy(renderer::lint)
                        .isInstanceOf(ChartException.class)
                        .hasMessageStartingWith("chart %s: helm lint --strict says: [WARNING] templates/config.yaml: "
                                .formatted(chart.path))
                        .hasMessageNotContaining("[INFO]");
            }
        }

        @Test
        void its_name_is_a_path_and_writes_nothing_there() {
            chart.write("Chart.yaml", "{apiVersion: v2, name: ../../web-escaped, version: 1.0.0}");

            assertThatThrownBy(chart::render)
                    .isInstanceOf(ChartException.class)
                    .hasMessageContaining("chart.metadata.name");
            assertThat(Path.of(System.getProperty("java.io.tmpdir")).resolve("../web-escaped"))
                    .doesNotExist();
        }
    }
}
