package dev.touchstone.cluster;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what runs left behind that could not clean up after themselves, for example because they were killed. */
final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger("touchstone");

    private final Engine engine;
    private final LeaseBook book;

    Sweeper(Engine engine, LeaseBook book) {
        this.engine = engine;
        this.book = book;
    }

    /** Remove every cluster of this book that nobody uses and nobody wants kept. */
    void sweep() {
        List<Container> containers = engine.containers(Map.of(Labels.HOME, book.home()));
        List<Network> networks = engine.networks(Labels.HOME + "=" + book.home());
        Set<String> clusters = Stream.concat(
                        containers.stream().map(Container::getLabels),
                        networks.stream().map(Network::getLabels))
                .map(labels -> labels.getOrDefault(Labels.CLUSTER, ""))
                .collect(Collectors.toSet());
        for (String cluster : clusters) {
            Optional<Lease> lease = book.take(cluster);
            if (lease.isEmpty()) {
                continue;
            }
            if (lease.get().isKept() && isWhole(cluster, containers)) {
                lease.get().close();
            } else {
                LOG.info("removing cluster {}, which an earlier run left behind", cluster);
                remove(engine, cluster);
                lease.get().discard();
            }
        }
    }

    private static boolean isWhole(String cluster, List<Container> containers) {
        List<Container> own = containers.stream()
                .filter(container -> cluster.equals(container.getLabels().get(Labels.CLUSTER)))
                .toList();
        return own.stream()
                        .anyMatch(container ->
                                Labels.SERVER.equals(container.getLabels().get(Labels.ROLE)))
                && own.stream().allMatch(container -> "running".equals(container.getState()));
    }

    /** Remove all that belongs to one cluster: snapshots on the shared volume, containers, anonymous volumes, networks. */
    static void remove(Engine engine, String cluster) {
        List<K3sNode> nodes = engine.nodesOf(cluster);
        new SnapshotFolders(engine).clear(nodes);
        nodes.forEach(node -> engine.removeContainer(node.container()));
        engine.networks(Labels.CLUSTER + "=" + cluster).forEach(each -> engine.removeNetwork(each.getId()));
    }
}
