package dev.touchstone.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.ValuesKeys.Change;
import dev.touchstone.chart.ValuesKeys.Field;
import dev.touchstone.chart.ValuesKeys.Setting;
import dev.touchstone.cluster.KubernetesVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValuesKeysTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @Test
    void are_found_for_a_field_of_the_Spark_chart() {
        Field readOnly = new Field("statefulset/spark-sa-worker", "worker", "securityContext.readOnlyRootFilesystem");

        assertThat(keys(Path.of("charts/spark-standalone"), "spark-sa", readOnly))
                .containsEntry(readOnly, List.of("security.podSecurityStandards: true"));
    }

    @Test
    void are_none_for_a_field_that_no_value_decides() {
        new ChartFolder(temp).write("templates/pod.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec:
                  hostNetwork: {{ gt (int .Values.replicas) 1 }}
                  containers: [{name: main, image: busybox, securityContext: {readOnlyRootFilesystem: false}}]
                """);
        Field hardCoded = new Field("pod/web", "main", "securityContext.readOnlyRootFilesystem");
        Field ofPod = new Field("pod/web", "", "hostNetwork");

        assertThat(keys(temp, "web", hardCoded, ofPod))
                .containsEntry(hardCoded, List.of())
                .containsEntry(ofPod, List.of("replicas: 1"));
    }

    @Test
    void are_found_below_a_map_that_the_chart_leaves_open() {
        new ChartFolder(temp)
                .write("values.yaml", "{resources: {limits: {}, requests: {}}, labels: {}}\n")
                .write("templates/pod.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: web, labels: {{ toJson .Values.labels }}}
                spec:
                  containers: [{name: main, image: busybox, resources: {{ toJson .Values.resources }}}]
                """);
        Field cpu = new Field("pod/web", "main", "resources.requests.cpu");

        assertThat(keys(temp, "web", cpu)).containsEntry(cpu, List.of("resources.requests.cpu: null"));
    }

    @Nested
    class A_change {

        private final Field readOnly = new Field("pod/web", "main", "securityContext.readOnlyRootFilesystem");

        @Test
        void is_found_where_a_switch_makes_the_field_what_it_should_be() {
            assertThat(change("true"))
                    .hasValueSatisfying(change -> assertThat(change.key()).hasToString("lax: false"));
        }

        @Test
        void is_not_where_nothing_does() {
            assertThat(change("perhaps")).isEmpty();
        }

        private Optional<Change> change(String wanted) {
            new ChartFolder(temp)
                    .write("values.yaml", "{replicas: 1, lax: true}\n")
                    .write("templates/pod.yaml", """
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: web}
                    spec:
                      containers: [{name: main, image: busybox, securityContext: {readOnlyRootFilesystem: {{ not .Values.lax }}}}]
                    """);
            ValuesKeys values = values(temp, "web");
            return Optional.ofNullable(values.changes(Map.of(readOnly, wanted), values.deciding(List.of(readOnly)))
                    .get(readOnly));
        }
    }

    private static Map<Field, List<String>> keys(Path chart, String release, Field... fields) {
        return values(chart, release).deciding(List.of(fields)).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> each.getValue().stream().map(Setting::toString).toList()));
    }

    private static ValuesKeys values(Path chart, String release) {
        return new ValuesKeys(Chart.at(chart), KubernetesVersion.newest(), Overlay.of(List.of()), release, "web-test");
    }
}
