package dev.touchstone.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.ValuesKeys.Field;
import dev.touchstone.cluster.KubernetesVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    private static Map<Field, List<String>> keys(Path chart, String release, Field... fields) {
        return new ValuesKeys(Chart.at(chart), KubernetesVersion.newest(), Overlay.of(List.of()), release, "web-test")
                .deciding(List.of(fields));
    }
}
