package dev.touchstone.cluster;

import com.github.dockerjava.api.model.Container;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds clusters that an earlier run kept. */
final class KeptClusters {

    /** What {@link #remove} says when it did so. */
    static final String REMOVED = "removed";

    private static final Logger LOG = LoggerFactory.getLogger("touchstone");

    private final Engine engine;
    private final LeaseBook book;

    KeptClusters(Engine engine, LeaseBook book) {
        this.engine = engine;
        this.book = book;
    }

    /** Every cluster of this book, by id. */
    List<KeptCluster> list() {
        Map<String, List<Container>> clusters = engine.containers(Map.of(Labels.HOME, book.home())).stream()
                .collect(Collectors.groupingBy(
                        container -> container.getLabels().get(Labels.CLUSTER), TreeMap::new, Collectors.toList()));
        return clusters.entrySet().stream()
                .map(entry -> describe(entry.getKey(), entry.getValue()))
                .toList();
    }

    private KeptCluster describe(String id, List<Container> containers) {
        Container server = containers.stream()
                .filter(container -> Labels.SERVER.equals(container.getLabels().get(Labels.ROLE)))
                .findFirst()
                .orElse(containers.get(0));
        Optional<Lease> lease = book.take(id);
        lease.ifPresent(Lease::close);
        return new KeptCluster(
                id,
                server.getLabels().getOrDefault(Labels.KUBERNETES, "?"),
                containers.size(),
                new K3sNode(engine, server.getId()).shortId(),
                lease.isEmpty());
    }

    /** Remove a cluster that nobody uses. Says {@link #REMOVED}, or why not. */
    String remove(String id) {
        if (list().stream().noneMatch(cluster -> cluster.id().equals(id))) {
            return "there is no such cluster; scripts/cluster list shows those that there are";
        }
        Optional<Lease> lease = book.take(id);
        if (lease.isEmpty()) {
            return "a running test uses it; end that first";
        }
        // Not through a K3sCluster: one that was stopped with its engine cannot be connected to any more.
        Sweeper.remove(engine, id);
        lease.get().discard();
        return REMOVED;
    }

    /** Take over a kept cluster with these settings that nobody uses and that is clean. */
    Optional<Cluster> take(ClusterRequest request, String settingsDigest, KeepPolicy keep) {
        List<Container> servers = engine.containers(
                Map.of(Labels.HOME, book.home(), Labels.SETTINGS, settingsDigest, Labels.ROLE, Labels.SERVER));
        for (Container server : servers) {
            String id = server.getLabels().getOrDefault(Labels.CLUSTER, "");
            Optional<Lease> lease = book.take(id);
            if (lease.isPresent()) {
                Optional<Cluster> cluster = takeOver(id, lease.get(), request, keep);
                if (cluster.isPresent()) {
                    return cluster;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Cluster> takeOver(String id, Lease lease, ClusterRequest request, KeepPolicy keep) {
        try {
            K3sCluster cluster = K3sCluster.attach(engine, id, lease, keep);
            try {
                Set<String> differences = Inventory.differences(cluster.client());
                if (differences.isEmpty()) {
                    Readiness.of(cluster, request.nodes()).await();
                    return Optional.of(cluster);
                }
                LOG.info(
                        "kept cluster {} is not clean ({}): it stays as it is, and a fresh one is started",
                        id,
                        differences);
            } catch (AwaitException | KubernetesClientException notUsable) {
                LOG.info("kept cluster {} is not usable, and a fresh one is started: {}", id, notUsable.getMessage());
            }
            cluster.leave();
        } catch (ClusterLostException lost) {
            LOG.info("kept cluster {} is lost, and a fresh one is started: {}", id, lost.getMessage());
            lease.close();
        }
        return Optional.empty();
    }
}
