package dev.touchstone.junit;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ClusterRequest;
import dev.touchstone.cluster.ClusterSettings;
import dev.touchstone.cluster.Clusters;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import java.util.List;

/** A cluster that is leased for the scenarios of one version alone, and given back after the last of them. */
final class OwnGround implements VersionLanes.Ground {

    private final Cluster cluster;
    private final Installations installations;
    private final ScenarioRuns runs;
    private final boolean goesWithCluster;

    /** @param here the scenarios of one version */
    OwnGround(List<PreparedScenario> here, ClusterSettings clusters, AcceptanceSettings settings, Progress progress) {
        KubernetesVersion version = here.get(0).version();
        Engine engine = new Engine();
        ImageCatalog catalog = ImageCatalog.ofProject(engine);
        progress.awaiting("leasing a cluster, Kubernetes " + version.minor());
        int nodes = here.stream()
                .mapToInt(prepared -> prepared.nodes(settings.checks()))
                .max()
                .orElse(1);
        this.installations = new Installations(new ImageLoader(engine, catalog), clusters.keep());
        this.cluster = new Clusters(clusters, catalog)
                .lease(new ClusterRequest(version, nodes), starting -> installations.deliver(here.get(0), starting));
        this.goesWithCluster = clusters.removed();
        progress.reached("cluster %s is ready".formatted(cluster.name()));
        this.runs = new ScenarioRuns(here, any -> cluster, installations, settings, progress);
    }

    @Override
    public AcceptanceResult run(PreparedScenario prepared) {
        AcceptanceResult result = runs.of(prepared);
        if (!result.clean()) {
            installations.markFailed();
            cluster.markFailed();
        }
        return result;
    }

    /** What is installed on a cluster that is going to be removed is removed with it. */
    @Override
    @SuppressWarnings("try") // both are closed, the cluster after what is installed on it
    public void close() {
        if (goesWithCluster) {
            cluster.close();
            return;
        }
        try (Cluster last = cluster;
                Installations first = installations) {}
    }
}
