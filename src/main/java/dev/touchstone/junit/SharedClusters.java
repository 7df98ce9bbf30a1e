package dev.touchstone.junit;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ClusterRequest;
import dev.touchstone.cluster.ClusterSettings;
import dev.touchstone.cluster.Clusters;
import dev.touchstone.cluster.Engine;
import dev.touchstone.image.ImageCatalog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The clusters of one run, kept in the root store: JUnit closes it when the last test has ended, and the clusters are then
 * closed in the reverse order of their leases.
 */
public final class SharedClusters implements AutoCloseable {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedClusters.class);

    private final Clusters clusters =
            new Clusters(ClusterSettings.fromSystemProperties(), ImageCatalog.ofProject(new Engine()));
    private final Map<ClusterRequest, Cluster> leased = new LinkedHashMap<>();

    /** The clusters of the run that the context belongs to. */
    public static SharedClusters of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SharedClusters.class, key -> new SharedClusters(), SharedClusters.class);
    }

    /** Lease a cluster, or share one that was leased already and has what is asked for. */
    public synchronized Cluster lease(ClusterRequest request) {
        return shared(request).orElseGet(() -> {
            Cluster cluster = clusters.lease(request);
            leased.put(request, cluster);
            return cluster;
        });
    }

    synchronized void markFailed(ClusterRequest request) {
        shared(request).ifPresent(Cluster::markFailed);
    }

    private Optional<Cluster> shared(ClusterRequest request) {
        return leased.entrySet().stream()
                .filter(entry -> entry.getKey().satisfies(request))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    @Override
    public synchronized void close() {
        List<Cluster> last = new ArrayList<>(leased.values());
        leased.clear();
        Collections.reverse(last);
        last.forEach(Cluster::close);
    }
}
