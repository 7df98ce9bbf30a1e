package dev.touchstone.junit;

import dev.touchstone.bench.Bench;
import dev.touchstone.chart.ChartException;
import dev.touchstone.chart.PodSecurity;
import dev.touchstone.chart.ReleaseNamespace;
import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ClusterRequest;
import dev.touchstone.cluster.ClusterSettings;
import dev.touchstone.cluster.Clusters;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.cluster.State;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.image.ImageReference;
import dev.touchstone.observe.ContainerObserver;
import dev.touchstone.observe.Probe;
import dev.touchstone.observe.Seen;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Scenarios;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What observing costs, against the loop that people write by hand; how it grows with the number of pods; and how soon a
 * refused pod is reported, against Helm's own wait. {@code scripts/bench observe} runs it.
 */
public final class ObserveBench {

    private static final String NAMESPACE = "bench-observe";
    private static final int PODS = 30;
    private static final int FEW = 10;
    private static final int MANY = 100;
    private static final int HELM_WAITS = 60;

    private final Cluster cluster;
    private final KubernetesClient client;
    private final Bench bench;
    private final int rounds;
    private final Path kubeconfig;

    private ObserveBench(Cluster cluster, int rounds, Path kubeconfig) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.rounds = rounds;
        this.bench = new Bench(rounds);
        this.kubeconfig = kubeconfig;
    }

    /** Measure and print; the exit code tells whether the goals were reached. */
    public static void main(String[] arguments) throws Exception {
        Engine engine = new Engine();
        ImageCatalog catalog = ImageCatalog.ofProject(engine);
        Path kubeconfig = Files.createTempFile("touchstone-bench", ".kubeconfig");
        boolean reached;
        try (Cluster cluster = new Clusters(ClusterSettings.fromSystemProperties(), catalog)
                .lease(new ClusterRequest(KubernetesVersion.newest(), 1))) {
            new ImageLoader(engine, catalog)
                    .deliver(
                            List.of(
                                    ImageReference.of(Installations.PROBE_IMAGE),
                                    ImageReference.of("apache/spark:4.1.4")),
                            cluster);
            Files.writeString(kubeconfig, cluster.kubeconfig());
            reached = new ObserveBench(cluster, Integer.getInteger("rounds", 3), kubeconfig).run();
        } finally {
            Files.delete(kubeconfig);
        }
        System.exit(reached ? 0 : 1);
    }

    private boolean run() throws Exception {
        boolean reached = true;
        try (ReleaseNamespace namespace = ReleaseNamespace.make(cluster, NAMESPACE, "bench", PodSecurity.RESTRICTED)) {
            client.apps()
                    .deployments()
                    .inNamespace(namespace.name())
                    .resource(pods())
                    .create();
            scale(FEW);
            observe("observe 10 pods");
            scale(PODS);
            List<Seen> seen = observe("observe 30 pods");
            loop();
            scale(MANY);
            observe("observe 100 pods");
            bench.print();
            reached &= bench.ratio("observe 30 pods", "kubectl exec loop, 30 pods", 0.25);
            reached &= bench.ratio("observe 100 pods", "observe 10 pods", 10);
            long facts = seen.stream()
                    .mapToLong(each -> count(each.facts().probe().orElseThrow()))
                    .sum();
            System.out.printf(
                    "facts: %d by the probe, %d by the loop (two for each pod): %d times as many%n",
                    facts, 2 * PODS, facts / (2 * PODS));
        }
        boolean soon = refusal();
        return reached && soon;
    }

    private List<Seen> observe(String row) throws Exception {
        List<Seen> seen = new ArrayList<>();
        ContainerObserver observer = new ContainerObserver(client, NAMESPACE, Installations.PROBE_IMAGE);
        for (int round = 0; round < rounds; round++) {
            seen = bench.measure(row, round, () -> observer.ask(List.of()));
            long answered = seen.stream()
                    .filter(each -> each.facts().probe().isPresent())
                    .count();
            if (answered != seen.size()) {
                throw new IllegalStateException("%d of %d have answered".formatted(answered, seen.size()));
            }
        }
        return seen;
    }

    private void loop() throws Exception {
        List<String> pods = client.pods().inNamespace(NAMESPACE).list().getItems().stream()
                .map(pod -> pod.getMetadata().getName())
                .toList();
        for (int round = 0; round < rounds; round++) {
            bench.measure("kubectl exec loop, 30 pods", round, () -> {
                for (String pod : pods) {
                    kubectl(pod, "id");
                    kubectl(pod, "touch", "/test");
                }
                return null;
            });
        }
    }

    private void kubectl(String pod, String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                System.getProperty("kubectl", "kubectl"),
                "--kubeconfig",
                kubeconfig.toString(),
                "exec",
                "-n",
                NAMESPACE,
                pod,
                "--"));
        words.addAll(List.of(command));
        new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static long count(Probe probe) {
        return probe.processes().size() * 10L
                + probe.mounts().size()
                + probe.writes().size()
                + probe.listeners().size()
                + probe.cgroup().size()
                + 8;
    }

    /** The same refused chart: how long until its reason is known. */
    private boolean refusal() throws Exception {
        Scenario spark = Scenarios.ofProject().named("spark-standalone");
        for (int round = 0; round < rounds; round++) {
            Path folder = Files.createTempDirectory("touchstone-bench");
            WeakenedChart chart = WeakenedChart.of(NamedChart.of(spark.chart()).folder(), folder.resolve("chart"))
                    .with("charts/hardened/templates/_helpers.tpl", "allowPrivilegeEscalation: false", "");
            Weakenings weakenings = new Weakenings(cluster, folder.resolve("evidence"));
            AcceptanceResult result =
                    weakenings.run(spark.withChart(chart.folder()).withFunction(List.of()), PodSecurity.RESTRICTED);
            bench.record(
                    "refused pod: Touchstone's install",
                    round,
                    result.facts().release().rollout().millis() / 1000.0);
            if (round == 0) {
                helmsOwnWait(chart.folder());
            }
        }
        bench.print();
        return bench.ratio("refused pod: Touchstone's install", "refused pod: helm --wait, 60 s", 3.0 / HELM_WAITS);
    }

    private void helmsOwnWait(Path chart) throws Exception {
        for (int round = 0; round < rounds; round++) {
            try (ReleaseNamespace namespace =
                    ReleaseNamespace.make(cluster, "bench-refused-" + round, "bench", PodSecurity.RESTRICTED)) {
                bench.measure("refused pod: helm --wait, 60 s", round, () -> {
                    try {
                        return new com.marcnuri.helm.Helm(chart)
                                .install()
                                .withName("spark-sa")
                                .withNamespace(namespace.name())
                                .withKubeConfigContents(cluster.kubeconfig())
                                .waitReady()
                                .withTimeout(HELM_WAITS)
                                .call()
                                .getStatus();
                    } catch (IllegalStateException | ChartException expected) {
                        return expected.getMessage();
                    }
                });
            }
        }
    }

    private void scale(int replicas) {
        client.apps().deployments().inNamespace(NAMESPACE).withName("bench").scale(replicas);
        Await.that("%d pods are Ready".formatted(replicas))
                .within(Duration.ofMinutes(8))
                .until(() -> {
                    Deployment deployment = client.apps()
                            .deployments()
                            .inNamespace(NAMESPACE)
                            .withName("bench")
                            .get();
                    Integer ready = deployment.getStatus().getReadyReplicas();
                    return State.of(ready != null && ready == replicas, ready + " are Ready");
                });
    }

    private static Deployment pods() {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("bench")
                .endMetadata()
                .withNewSpec()
                .withReplicas(0)
                .withNewSelector()
                .withMatchLabels(Map.of("app", "bench"))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Map.of("app", "bench"))
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withTerminationGracePeriodSeconds(0L)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(1000L)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName("main")
                .withImage(Installations.PROBE_IMAGE)
                .withCommand("sleep", "36000")
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
