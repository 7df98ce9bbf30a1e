package dev.touchstone.junit;

import dev.touchstone.bench.PeerTable;
import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.cluster.State;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.junit.PeerTool.Release;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One chart, one cluster image and the same questions, asked by Touchstone, by a script of kubectl and helm, by Chainsaw and by
 * KUTTL: whole processes, in one run. {@code scripts/bench peers} runs it, and docs/bench.md has what it said.
 */
public final class PeersBench {

    private static final int PODS = 10;
    private static final int CASES = 20;
    private static final int[] GROWTH = {50, 200};
    private static final Duration LONG = Duration.ofMinutes(10);

    /** What Chainsaw and KUTTL wait for unless told. */
    private static final Duration THEIRS = Duration.ofSeconds(30);

    private static final Set<String> SYSTEM = Set.of("default", "kube-system", "kube-public", "kube-node-lease");
    private static final Path CLUSTER = PeerTool.FOLDER.resolve("cluster.sh");

    private final Path folder = Files.createTempDirectory("touchstone-peers");
    private final Path kubeconfig = folder.resolve("kubeconfig");
    private final PeerTable table = new PeerTable(
            List.of(PeerTool.values()).stream().map(PeerTool::label).toList());
    private final int rounds = Integer.getInteger("rounds", 3);
    private final String k3s;
    private final String busybox;
    private int runs;

    private PeersBench() throws IOException {
        ImageCatalog catalog = ImageCatalog.ofProject(new Engine());
        this.k3s = catalog.inEngine(KubernetesVersion.newest().image());
        this.busybox = catalog.inEngine(Installations.PROBE_IMAGE);
        Hardened.scenario(); // builds the image of its web server
    }

    /** Measure and print; the exit code tells whether Touchstone was the fastest in every row. */
    public static void main(String[] arguments) throws Exception {
        PeersBench bench = new PeersBench();
        if (isAsked("cold")) {
            bench.cold();
        }
        bench.onOneCluster();
        System.out.println(bench.table.text());
        Path picture = Files.createDirectories(Path.of("target/bench")).resolve("peers.svg");
        Files.writeString(picture, bench.table.picture());
        System.out.println("picture: " + picture);
        System.exit(bench.table.firstIsFastest() ? 0 : 1);
    }

    private void cold() throws Exception {
        Release release = Release.of(PODS);
        // Once after a build, scripts/accept compiles and archives its classes.
        PeerTool.TOUCHSTONE
                .run(next(), List.of(release), LONG, PeerTool.OWN_CLUSTER)
                .requireGreen();
        for (int round = 0; round < rounds; round++) {
            for (PeerTool tool : PeerTool.values()) {
                table.record("cold run, 10 pods", tool.label(), timed(() -> {
                    if (tool == PeerTool.TOUCHSTONE) {
                        tool.run(next(), List.of(release), LONG, PeerTool.OWN_CLUSTER)
                                .requireGreen();
                    } else {
                        onBareCluster(() -> tool.run(next(), List.of(release), LONG, kubeconfig)
                                .requireGreen());
                    }
                }));
            }
            table.record(
                    "cold run, 10 pods",
                    "without any check",
                    timed(() -> onBareCluster(() ->
                            PeerTool.pods(next(), release, LONG, kubeconfig).requireGreen())));
        }
    }

    private void onBareCluster(Work work) throws Exception {
        cluster("up", k3s, busybox, PeerTool.WEB_IMAGE);
        try {
            work.run();
        } finally {
            cluster("down");
        }
    }

    private void onOneCluster() throws Exception {
        cluster("up", k3s, busybox, PeerTool.WEB_IMAGE);
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(kubeconfig)))
                .build()) {
            everyoneCanTurnRed(client);
            for (int round = 0; round < rounds && isAsked("warm"); round++) {
                rows(client, "warm run, 10 pods", List.of(Release.of(PODS)), LONG, true);
            }
            if (isAsked("refused")) {
                rows(client, "a refused pod is reported", List.of(Release.refused()), THEIRS, false);
            }
            List<Release> cases = new ArrayList<>();
            for (int user = 1001; user <= 1000 + CASES; user++) {
                cases.add(Release.of(1).with("user=" + user));
            }
            if (isAsked("cases")) {
                rows(client, CASES + " cases of values", cases, LONG, true);
            }
            for (int pods : GROWTH) {
                if (isAsked(pods + "-pods")) {
                    rows(client, "warm run, %d pods".formatted(pods), List.of(Release.of(pods)), LONG, true);
                }
            }
        } finally {
            cluster("down");
        }
    }

    /** Whether these rows belong to the run: all of them, unless {@code -Drows=} names some, with commas. */
    private static boolean isAsked(String rows) {
        String asked = System.getProperty("rows", "");
        return asked.isEmpty() || List.of(asked.split(",", -1)).contains(rows);
    }

    /** Or their speed would mean nothing. */
    private void everyoneCanTurnRed(KubernetesClient client) throws Exception {
        Path chart = WeakenedChart.of(Hardened.CHART, folder.resolve("weakened"))
                .with("templates/_context.tpl", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false")
                .folder();
        for (PeerTool tool : PeerTool.values()) {
            tool.run(next(), List.of(Release.of(1).withChart(chart)), LONG, kubeconfig)
                    .requireRed("read-only");
            awaitQuiet(client);
        }
    }

    private void rows(KubernetesClient client, String row, List<Release> releases, Duration patience, boolean green)
            throws Exception {
        for (PeerTool tool : PeerTool.values()) {
            PeerTool.Said[] said = new PeerTool.Said[1];
            table.record(row, tool.label(), timed(() -> said[0] = tool.run(next(), releases, patience, kubeconfig)));
            if (green) {
                said[0].requireGreen();
            } else {
                said[0].requireRed("");
                table.note(
                        row,
                        tool.label(),
                        said[0].output().contains("violates PodSecurity")
                                ? "names the cause"
                                : "does not name the cause");
            }
            awaitQuiet(client);
        }
    }

    private static void awaitQuiet(KubernetesClient client) {
        Await.that("what the run before has left is gone").within(LONG).until(() -> {
            List<String> left = client.namespaces().list().getItems().stream()
                    .map(Namespace::getMetadata)
                    .map(metadata -> metadata.getName())
                    .filter(name -> !SYSTEM.contains(name))
                    .toList();
            return State.of(left.isEmpty(), String.join(", ", left));
        });
    }

    private Path next() throws IOException {
        runs++;
        return Files.createDirectory(folder.resolve("run-" + runs));
    }

    private void cluster(String verb, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                CLUSTER.toString(),
                verb,
                Long.toString(ProcessHandle.current().pid())));
        command.addAll(List.of(arguments));
        PeerTool.process(command, next(), kubeconfig).requireGreen();
    }

    /** What is timed. */
    private interface Work {
        void run() throws Exception;
    }

    private static double timed(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
