package dev.touchstone.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    Cluster launch(String image, ClusterRequest request, String settingsDigest, ClusterSettings settings) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        Lease lease =
                book.take(id).orElseThrow(() -> new IllegalStateException("the new cluster " + id + " is in use"));
        Map<String, String> labels = Labels.of(id, book.home(), request, settingsDigest);
        try {
            List<NodeContainer> nodes = containers(image, request.nodes(), labels, settings);
            start(image, nodes);
            K3sCluster cluster = K3sCluster.attach(engine, id, lease, settings.keep());
            Readiness.of(cluster, request.nodes()).await();
            if (settings.keep() != KeepPolicy.NEVER) {
                Inventory.of(cluster.client()).save(cluster.client());
            }
            return cluster;
        } catch (RuntimeException failed) {
            logTails(id);
            Sweeper.remove(engine, id);
            lease.discard();
            throw failed;
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
            String image, int count, Map<String, String> labels, ClusterSettings settings) {
        List<NodeContainer> nodes = new ArrayList<>();
        nodes.add(NodeContainer.server(image, nameOf(1), labels, settings.apiPort()));
        IntStream.rangeClosed(2, count)
                .forEach(n -> nodes.add(NodeContainer.agent(image, nameOf(n), labels, nameOf(1))));
        if (count > 1) {
            String id = labels.getOrDefault(Labels.CLUSTER, "");
            String network = engine.createNetwork("touchstone-" + id, labels);
            IntStream.range(0, count).forEach(n -> nodes.get(n).on(network, nameOf(n + 1), id));
        }
        if (settings.keep() != KeepPolicy.NEVER) {
            nodes.forEach(NodeContainer::outliveThisProcess);
        }
        return nodes;
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
