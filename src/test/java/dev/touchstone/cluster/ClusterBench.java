package dev.touchstone.cluster;

import dev.touchstone.bench.Bench;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.image.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Touchstone adds to the start of a cluster: its lease against a bare {@code docker run} of the same image, polled to
 * the same state; a warm lease; an image that is side-loaded for the first and for the second time.
 */
public final class ClusterBench {

    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final ClusterRequest REQUEST = new ClusterRequest(KubernetesVersion.newest(), 1);
    private static final String BARE = "docker run, polled to the same state";
    private static final String COLD = "lease, fresh cluster";
    private static final String WARM = "lease, kept cluster";
    private static final String FIRST = "600 MB image, first time";
    private static final String SECOND = "600 MB image, second cluster";

    private final Engine engine = new Engine();
    private final ImageCatalog catalog = ImageCatalog.ofProject(engine);
    private final LeaseBook book;
    private final Bench bench = new Bench(ROUNDS);

    private ClusterBench(Path folder) {
        this.book = new LeaseBook(folder);
    }

    /** Run it. */
    public static void main(String[] arguments) throws Exception {
        ClusterBench bench = new ClusterBench(Files.createTempDirectory("touchstone-bench"));
        System.exit(bench.run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        lease(KeepPolicy.NEVER).close(); // the first lease of a process loads classes and starts the reaper
        for (int round = 0; round < ROUNDS; round++) {
            bare(round);
            Cluster cold = bench.measure(COLD, round, () -> lease(KeepPolicy.ALWAYS));
            cold.close();
            try (Cluster warm = bench.measure(WARM, round, () -> lease(KeepPolicy.ALWAYS));
                    Cluster other = lease(KeepPolicy.NEVER)) {
                sideLoad(round, warm, other);
            }
            KeptClusters kept = new KeptClusters(engine, book);
            kept.list().forEach(cluster -> kept.remove(cluster.id()));
        }
        bench.print();
        boolean cold = bench.ratio(COLD, BARE, 1.05);
        boolean warm = bench.ratio(WARM, COLD, 0.10);
        return bench.ratio(SECOND, FIRST, 0.05) && warm && cold;
    }

    private Cluster lease(KeepPolicy keep) {
        ClusterSettings settings = new ClusterSettings(Optional.empty(), List.of(REQUEST.version()), keep, 0);
        return new Clusters(settings, catalog, book).lease(REQUEST);
    }

    private void bare(int round) throws Exception {
        String id = "bench-" + round;
        String image = catalog.inEngine(REQUEST.version().image());
        List<String> command = new ArrayList<>(List.of(
                "docker",
                "run",
                "--detach",
                "--privileged",
                "--cgroupns",
                "private",
                "--tmpfs",
                "/run",
                "--tmpfs",
                "/var/run",
                "--publish",
                "127.0.0.1::6443",
                "--label",
                Labels.CLUSTER + "=" + id,
                "--label",
                Labels.ROLE + "=" + Labels.SERVER,
                image));
        command.addAll(NodeContainer.serverArguments(KubernetesVersion.newest(), EngineAddress.LOOPBACK));
        command.addAll(NodeContainer.nodeArguments("node-1"));
        bench.measure(BARE, round, () -> {
            docker("", command);
            String container =
                    engine.containers(Map.of(Labels.CLUSTER, id)).get(0).getId();
            Await.that("k3s has written its kubeconfig")
                    .until(() -> State.of(
                            engine.read(container, KubeconfigWritten.KUBECONFIG).isPresent(), "asked for it"));
            Lease lease = book.take(id).orElseThrow();
            K3sCluster cluster = K3sCluster.attach(engine, id, lease, KeepPolicy.NEVER);
            Readiness.of(cluster, 1).await();
            cluster.leave();
            return id;
        });
        Sweeper.remove(engine, id);
    }

    private void sideLoad(int round, Cluster first, Cluster second) throws Exception {
        String name =
                "touchstone-bench:" + round + "-" + ProcessHandle.current().pid();
        String base = catalog.inEngine("busybox:1.35.0");
        String layer = "RUN dd if=/dev/urandom of=/%s bs=1048576 count=200\n";
        docker(
                "FROM " + base + "\n" + layer.formatted("a") + layer.formatted("b") + layer.formatted("c"),
                List.of("docker", "build", "--no-cache", "--tag", name, "-"));
        try {
            List<ImageReference> images = List.of(ImageReference.of(name));
            ImageLoader loader = new ImageLoader(engine, catalog);
            bench.measure(FIRST, round, () -> loader.deliver(images, first));
            bench.measure(SECOND, round, () -> loader.deliver(images, second));
        } finally {
            docker("", List.of("docker", "image", "rm", "--force", name));
        }
    }

    private static void docker(String input, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("touchstone-bench", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("DOCKER_BUILDKIT", "0");
        Process process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + Files.readString(output));
        }
        Files.delete(output);
    }
}
