package dev.touchstone.junit;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Digest;
import dev.touchstone.evidence.RunInfo;
import dev.touchstone.image.Delivery;
import dev.touchstone.judge.CheckId;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Says what a run is about: which cluster, chart, values and images, by their digests. */
final class RunInfos {

    /** Network plugins, by a word of the annotations that they put on nodes. */
    private static final List<String> NETWORKS = List.of("flannel", "calico", "cilium", "ovn");

    private final KubernetesClient client;
    private final String gitVersion;

    RunInfos(Cluster cluster) {
        this.client = cluster.client();
        this.gitVersion = Objects.requireNonNull(client.getKubernetesVersion()).getGitVersion();
    }

    /** Minor version, such as {@code 1.35}. */
    String version() {
        return gitVersion.replaceFirst("^v(\\d+\\.\\d+).*", "$1");
    }

    RunInfo begin(PreparedScenario prepared, PodSecurity level, List<Delivery> deliveries, Set<CheckId> checks) {
        Map<String, String> values = new TreeMap<>();
        prepared.overlay().files().forEach(file -> values.put(file.getFileName().toString(), digest(file)));
        Map<String, String> images = new TreeMap<>();
        deliveries.forEach(delivery -> images.put(
                delivery.image().toString(), delivery.id().isEmpty() ? "left to the kubelet to pull" : delivery.id()));
        return new RunInfo(
                RunInfo.UNFINISHED,
                prepared.scenario().name(),
                new RunInfo.ChartInfo(
                        prepared.chart().name(),
                        prepared.chart().version(),
                        prepared.chart().digest(),
                        prepared.chart().origin().map(origin -> new RunInfo.Origin(origin.from(), origin.sha256()))),
                prepared.scenario().release(),
                prepared.scenario().namespace(),
                level.name().toLowerCase(Locale.ROOT),
                values,
                gitVersion,
                client.namespaces()
                        .withName("kube-system")
                        .require()
                        .getMetadata()
                        .getUid(),
                client.nodes().list().getItems().stream()
                        .map(RunInfos::words)
                        .sorted()
                        .toList(),
                images,
                Optional.ofNullable(RunInfos.class.getPackage().getImplementationVersion())
                        .orElse("development build"),
                checks.stream().sorted().map(CheckId::id).toList(),
                Instant.now(),
                Optional.empty());
    }

    private static String words(Node node) {
        NodeSystemInfo info = node.getStatus().getNodeInfo();
        Set<String> annotations = node.getMetadata().getAnnotations().keySet();
        String network = NETWORKS.stream()
                .filter(each -> annotations.stream().anyMatch(key -> key.contains(each)))
                .findFirst()
                .orElse("not known");
        return "%s: Linux %s, %s, %s, %s, CNI %s"
                .formatted(
                        node.getMetadata().getName(),
                        info.getKernelVersion(),
                        info.getArchitecture(),
                        info.getOsImage(),
                        info.getContainerRuntimeVersion(),
                        network);
    }

    private static String digest(Path file) {
        try {
            return Digest.sha256(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
