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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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

    private final ClusterSettings settings = ClusterSettings.fromSystemProperties();
    private final Clusters clusters = new Clusters(settings, ImageCatalog.ofProject(new Engine()));
    private final Map<ClusterRequest, Cluster> leased = new LinkedHashMap<>();
    private final Map<ClusterRequest, RuntimeException> failures = new HashMap<>();

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

    /** Lease a cluster, or share one that was leased already and has what is asked for. */
    public synchronized Cluster lease(ClusterRequest request) {
        return shared(request).orElseGet(() -> {
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
    // One cluster that cannot be closed must not keep the others running.
    @SuppressWarnings("IllegalCatch")
    public synchronized void close() {
        List<Cluster> last = new ArrayList<>(leased.values());
        leased.clear();
        Collections.reverse(last);
        List<RuntimeException> failed = new ArrayList<>();
        for (Cluster cluster : last) {
            try {
                cluster.close();
            } catch (RuntimeException e) {
                failed.add(e);
            }
        }
        if (!failed.isEmpty()) {
            RuntimeException first = failed.remove(0);
            failed.forEach(first::addSuppressed);
            throw first;
        }
    }
}
