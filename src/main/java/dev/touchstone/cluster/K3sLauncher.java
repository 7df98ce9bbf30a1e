package dev.touchstone.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/** Starts a fresh cluster: all its nodes at once, then waits until it is ready. What it started it removes on failure. */
final class K3sLauncher {

    private static final Logger LOG = LoggerFactory.getLogger("touchstone");
    private static final int LOG_LINES = 15;

    private final Engine engine;
    private final LeaseBook book;

    K3sLauncher(Engine engine, LeaseBook book) {
        this.engine = engine;
        this.book = book;
    }

    /** @param meanwhile is given the cluster when its nodes are there and its pods are not; it is waited for as well */
    Cluster launch(
            String image,
            ClusterRequest request,
            String settingsDigest,
            ClusterSettings settings,
            Consumer<Cluster> meanwhile) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        Lease lease =
                book.take(id).orElseThrow(() -> new IllegalStateException("the new cluster " + id + " is in use"));
        Map<String, String> labels = Labels.of(id, book.home(), request, settingsDigest);
        try {
            List<NodeContainer> nodes = containers(image, request, labels, settings);
            start(image, nodes);
            return ready(K3sCluster.attach(engine, id, lease, settings.keep()), request, settings, meanwhile);
        } catch (RuntimeException failed) {
            cleanUp(id, lease, failed);
            throw failed;
        }
    }

    private static Cluster ready(
            K3sCluster cluster, ClusterRequest request, ClusterSettings settings, Consumer<Cluster> meanwhile) {
        try {
            Readiness readiness = Readiness.of(cluster, request.nodes());
            readiness.awaitNodes();
            CompletableFuture<Void> beside = CompletableFuture.runAsync(() -> meanwhile.accept(cluster));
            readiness.awaitPods();
            Joined.of(beside);
            if (settings.keep() != KeepPolicy.NEVER) {
                Inventory.of(cluster.client()).save(cluster.client());
            }
            return cluster;
        } catch (RuntimeException failed) {
            cluster.disconnect();
            throw failed;
        }
    }

    // What goes wrong while cleaning up must not hide what went wrong before.
    @SuppressWarnings("IllegalCatch")
    private void cleanUp(String id, Lease lease, RuntimeException failed) {
        try {
            logTails(id);
            Sweeper.remove(engine, id);
            lease.discard();
        } catch (RuntimeException also) {
            failed.addSuppressed(also);
            lease.close(); // the next run finds it free, and sweeps
        }
    }

    // The containers are about to be removed, and with them all that could tell why.
    private void logTails(String id) {
        engine.containers(Map.of(Labels.CLUSTER, id))
                .forEach(each -> LOG.error(
                        "the log of {} ends:{}{}",
                        String.join(" ", each.getNames()),
                        System.lineSeparator(),
                        engine.logTail(each.getId(), LOG_LINES).indent(4)));
    }

    private List<NodeContainer> containers(
            String image, ClusterRequest request, Map<String, String> labels, ClusterSettings settings) {
        int count = request.nodes();
        List<NodeContainer> nodes = new ArrayList<>();
        nodes.add(NodeContainer.server(image, request.version(), nameOf(1), labels, settings.apiPort()));
        IntStream.rangeClosed(2, count)
                .forEach(n -> nodes.add(NodeContainer.agent(image, nameOf(n), labels, nameOf(1))));
        if (count > 1) {
            String id = labels.getOrDefault(Labels.CLUSTER, "");
            String network = engine.createNetwork("touchstone-" + id, networkLabels(labels, settings));
            IntStream.range(0, count).forEach(n -> nodes.get(n).on(network, nameOf(n + 1), id));
        }
        if (settings.keep() != KeepPolicy.NEVER) {
            nodes.forEach(NodeContainer::outliveThisProcess);
        }
        return nodes;
    }

    // The reaper removes what carries its session's label; Testcontainers labels only networks that it made itself.
    private static Map<String, String> networkLabels(Map<String, String> labels, ClusterSettings settings) {
        Map<String, String> all = new HashMap<>(labels);
        if (settings.keep() == KeepPolicy.NEVER) {
            all.putAll(DockerClientFactory.DEFAULT_LABELS);
            all.put(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL, DockerClientFactory.SESSION_ID);
        }
        return all;
    }

    private static String nameOf(int number) {
        return "node-" + number;
    }

    private static void start(String image, List<NodeContainer> nodes) {
        List<CompletableFuture<Void>> starts = nodes.stream()
                .map(node -> CompletableFuture.runAsync(node::start))
                .toList();
        try {
            CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failed) {
            throw StartFailure.explain(image, failed.getCause() == null ? failed : failed.getCause());
        }
    }
}
