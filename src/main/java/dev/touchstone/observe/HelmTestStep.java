package dev.touchstone.observe;

import dev.touchstone.chart.ChartException;
import dev.touchstone.chart.Release;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ExecResult;
import dev.touchstone.cluster.LogTail;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs a chart's own test hooks. Helm names those that failed; why they did stands in their logs. */
final class HelmTestStep {

    private static final String HOOK = "helm.sh/hook";
    private static final int READ_LINES = 500;
    private static final int LAST_LINES = 50;

    private final KubernetesClient client;
    private final Release release;

    HelmTestStep(Cluster cluster, Release release) {
        this.client = cluster.client();
        this.release = release;
    }

    /**
     * What Helm says when all have passed.
     *
     * @throws ObservationException when one has failed, with the end of its log
     */
    ExecResult run(Duration within) {
        try {
            return new ExecResult(0, release.test(within), "");
        } catch (ChartException e) {
            throw new ObservationException(String.valueOf(e.getMessage()).strip() + lastWords(), e);
        }
    }

    private String lastWords() {
        try {
            Set<String> jobs = client.batch().v1().jobs().inNamespace(release.namespace()).list().getItems().stream()
                    .filter(HelmTestStep::isTest)
                    .map(job -> job.getMetadata().getName())
                    .collect(Collectors.toSet());
            return client.pods().inNamespace(release.namespace()).list().getItems().stream()
                    .filter(pod -> isTest(pod)
                            || jobs.contains(pod.getMetadata().getLabels().getOrDefault("job-name", "")))
                    .filter(pod -> !"Succeeded".equals(pod.getStatus().getPhase()))
                    .flatMap(pod ->
                            pod.getStatus().getContainerStatuses().stream().map(container -> lastWords(pod, container)))
                    .collect(Collectors.joining());
        } catch (KubernetesClientException e) {
            return "%n  and the pods of its tests cannot be read: %s".formatted(e.getMessage());
        }
    }

    private static boolean isTest(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations())
                .map(annotations -> annotations.getOrDefault(HOOK, ""))
                .orElse("")
                .contains("test");
    }

    private String lastWords(Pod pod, ContainerStatus container) {
        ContainerResource its = client.pods()
                .inNamespace(release.namespace())
                .withName(pod.getMetadata().getName())
                .inContainer(container.getName());
        String log = LogTail.of(LogTail.read(its, container, READ_LINES), LAST_LINES);
        return "%n  %s/%s %s; its log ends:%n%s"
                .formatted(
                        pod.getMetadata().getName(),
                        container.getName(),
                        Optional.ofNullable(container.getState().getTerminated())
                                .map(ContainerStateTerminated::getExitCode)
                                .map(code -> "has ended with " + code)
                                .orElse("has not ended"),
                        log.isEmpty() ? "(it is empty)" : log);
    }
}
