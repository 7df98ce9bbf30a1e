package dev.touchstone.junit;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ClusterRequest;
import dev.touchstone.cluster.ClusterSettings;
import dev.touchstone.cluster.Clusters;
import dev.touchstone.cluster.Engine;
import dev.touchstone.image.ImageCatalog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The clusters of one run, kept in the root store: JUnit closes it when the last test has ended, and the clusters are then
 * closed in the reverse order of their leases.
 */
public final class SharedClusters implements AutoCloseable {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedClusters.class);

    private final Clusters clusters =
            new Clusters(ClusterSettings.fromSystemProperties(), ImageCatalog.ofProject(new Engine()));
    private final Map<ClusterRequest, Cluster> leased = new HashMap<>();
    private final Deque<Cluster> order = new ArrayDeque<>();

    /** The clusters of the run that the context belongs to. */
    public static SharedClusters of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SharedClusters.class, key -> new SharedClusters(), SharedClusters.class);
    }

    /** Lease a cluster, or share the one that was leased for the same request. */
    public synchronized Cluster lease(ClusterRequest request) {
        Cluster shared = leased.get(request);
        if (shared == null) {
            shared = clusters.lease(request);
            leased.put(request, shared);
            order.push(shared);
        }
        return shared;
    }

    synchronized void markFailed(ClusterRequest request) {
        Cluster shared = leased.get(request);
        if (shared != null) {
            shared.markFailed();
        }
    }

    @Override
    public synchronized void close() {
        leased.clear();
        while (!order.isEmpty()) {
            order.pop().close();
        }
    }
}
