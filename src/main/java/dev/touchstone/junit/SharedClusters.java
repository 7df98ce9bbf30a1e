package dev.touchstone.junit;

import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ClusterLostException;
import dev.touchstone.cluster.ClusterRequest;
import dev.touchstone.cluster.ClusterSettings;
import dev.touchstone.cluster.ClusterUnavailableException;
import dev.touchstone.cluster.Clusters;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.image.ImageCatalog;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The clusters of one run, kept in the root store: JUnit closes it when the last test has ended, and the clusters are then
 * closed in the reverse order of their leases.
 */
public final class SharedClusters implements AutoCloseable {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedClusters.class);

    private final ClusterSettings settings = ClusterSettings.fromSystemProperties();
    private final Clusters clusters = new Clusters(settings, ImageCatalog.ofProject(new Engine()));
    private final Map<ClusterRequest, Cluster> leased = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<ClusterRequest, RuntimeException> failures = new ConcurrentHashMap<>();
    private final Map<KubernetesVersion, Object> locks = new ConcurrentHashMap<>();

    /** The clusters of the run that the context belongs to. */
    public static SharedClusters of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SharedClusters.class, key -> new SharedClusters(), SharedClusters.class);
    }

    /** The Kubernetes version of whoever asks for none. */
    KubernetesVersion version() {
        return settings.versions().get(0);
    }

    /** Lease a cluster, or share one that was leased already and has what is asked for. One of another version may start meanwhile. */
    public Cluster lease(ClusterRequest request) {
        synchronized (locks.computeIfAbsent(request.version(), version -> new Object())) {
            return shared(request).orElseGet(() -> fresh(request));
        }
    }

    private Cluster fresh(ClusterRequest request) {
        RuntimeException before = failures.get(request);
        if (before != null) {
            throw before; // it would fail again, and take its time
        }
        try {
            Cluster cluster = clusters.lease(request);
            leased.put(request, cluster);
            return cluster;
        } catch (ClusterUnavailableException | AwaitException | ClusterLostException failed) {
            failures.put(request, failed);
            throw failed;
        }
    }

    void markFailed(ClusterRequest request) {
        shared(request).ifPresent(Cluster::markFailed);
    }

    private Optional<Cluster> shared(ClusterRequest request) {
        synchronized (leased) {
            return leased.entrySet().stream()
                    .filter(entry -> entry.getKey().satisfies(request))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    @Override
    public void close() {
        List<Cluster> all = List.copyOf(leased.values());
        leased.clear();
        LastFirst.close(all, Cluster::close);
    }
}
