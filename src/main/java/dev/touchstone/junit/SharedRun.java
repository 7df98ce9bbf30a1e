package dev.touchstone.junit;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ClusterRequest;
import dev.touchstone.cluster.ClusterSettings;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What the acceptances of one JUnit run share: clusters, and what is installed on them. It is kept in the root store after the
 * clusters, so that it is closed before them.
 */
final class SharedRun implements AutoCloseable {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedRun.class);

    private final ClusterSettings settings = ClusterSettings.fromSystemProperties();
    private final Progress progress = Progress.ofThisProcess();
    private final SharedClusters clusters;
    private final Installations installations;
    private final List<VersionLanes> lanes = new ArrayList<>();

    private SharedRun(SharedClusters clusters) {
        this.clusters = clusters;
        Engine engine = new Engine();
        this.installations =
                new Installations(new ImageLoader(engine, ImageCatalog.ofProject(engine)), settings.keep());
    }

    static SharedRun of(ExtensionContext context) {
        SharedClusters clusters = SharedClusters.of(context);
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SharedRun.class, key -> new SharedRun(clusters), SharedRun.class);
    }

    List<KubernetesVersion> versions() {
        return settings.versions();
    }

    Cluster cluster(KubernetesVersion version, int nodes) {
        return clusters.lease(new ClusterRequest(version, nodes));
    }

    /** What the scenarios of one version run on: a cluster that is there for tests of any kind. */
    VersionLanes.Ground ground(List<PreparedScenario> here, AcceptanceSettings settings) {
        Progress told = this.settings.versions().size() > 1
                ? progress.of(here.get(0).version().minor())
                : progress;
        ScenarioRuns runs = new ScenarioRuns(
                here,
                prepared -> cluster(prepared.version(), prepared.nodes(settings.checks())),
                installations,
                settings,
                told);
        return runs::of;
    }

    /** See that lanes have ended before their clusters go. */
    synchronized VersionLanes closing(VersionLanes other) {
        lanes.add(other);
        return other;
    }

    Installations installations() {
        return installations;
    }

    Progress progress() {
        return progress;
    }

    void markFailed() {
        installations.markFailed();
        settings.versions().forEach(version -> clusters.markFailed(new ClusterRequest(version, 1)));
    }

    @Override
    public synchronized void close() {
        lanes.forEach(VersionLanes::close);
        installations.close();
    }
}
