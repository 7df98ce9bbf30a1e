package dev.touchstone.junit;

import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.scenario.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;

/** A scenario of one Deployment with two containers, one hook, and one step. */
final class PreparedFolder {

    private PreparedFolder() {}

    static PreparedScenario in(Path folder) {
        write(folder, "chart/Chart.yaml", "{apiVersion: v2, name: web, version: 1.0.0}");
        write(folder, "chart/values.yaml", "readOnly: false");
        write(folder, "chart/templates/web.yaml", """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web}
                    spec:
                      selector: {matchLabels: {app: web}}
                      template:
                        metadata: {labels: {app: web}}
                        spec:
                          initContainers: [{name: init, image: busybox}]
                          containers:
                            - {name: main, image: busybox, securityContext: {readOnlyRootFilesystem: {{ .Values.readOnly }}}}
                    """);
        write(folder, "chart/templates/hook.yaml", """
                    apiVersion: batch/v1
                    kind: Job
                    metadata: {name: seed, annotations: {"helm.sh/hook": post-install}}
                    spec: {template: {spec: {restartPolicy: Never, containers: [{name: seed, image: busybox}]}}}
                    """);
        write(folder, "scenario.yaml", """
                    scenario: web
                    chart: chart
                    release: web
                    namespace: web-test
                    function: [{name: it answers, http: {service: web, port: 80, path: /}, expect: {status: 200}}]
                    """);
        return PreparedScenario.of(
                ScenarioReader.read(folder.resolve("scenario.yaml"), LocalDate.of(2026, 6, 15)),
                KubernetesVersion.newest());
    }

    static void write(Path folder, String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
