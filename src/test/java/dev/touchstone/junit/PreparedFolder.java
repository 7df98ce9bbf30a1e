package dev.touchstone.junit;

import dev.touchstone.scenario.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** A scenario of one Deployment with two containers, one hook, and one step. */
final class PreparedFolder {

    private PreparedFolder() {}

    static PreparedScenario in(Path folder) {
        try {
            Files.createDirectories(folder.resolve("chart/templates"));
            Files.writeString(folder.resolve("chart/Chart.yaml"), "{apiVersion: v2, name: web, version: 1.0.0}");
            Files.writeString(folder.resolve("chart/values.yaml"), "readOnly: false");
            Files.writeString(folder.resolve("chart/templates/web.yaml"), """
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
            Files.writeString(folder.resolve("chart/templates/hook.yaml"), """
                    apiVersion: batch/v1
                    kind: Job
                    metadata: {name: seed, annotations: {"helm.sh/hook": post-install}}
                    spec: {template: {spec: {restartPolicy: Never, containers: [{name: seed, image: busybox}]}}}
                    """);
            Files.writeString(folder.resolve("scenario.yaml"), """
                    scenario: web
                    chart: chart
                    release: web
                    namespace: web-test
                    function: [{name: it answers, http: {service: web, port: 80, path: /}, expect: {status: 200}}]
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PreparedScenario.of(ScenarioReader.read(folder.resolve("scenario.yaml"), LocalDate.of(2026, 6, 15)));
    }
}
