package dev.touchstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.image.Delivery;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.image.ImageReference;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kept cluster is taken over while it is clean and alive; else there is a fresh one. */
class KeepIT {

    private static final ClusterRequest REQUEST = new ClusterRequest(KubernetesVersion.newest(), 1);

    private final Engine engine = new Engine();
    private final ImageCatalog catalog = ImageCatalog.ofProject(engine);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void removeAll() {
        KeptClusters kept = new KeptClusters(engine, new LeaseBook(folder));
        kept.list().forEach(cluster -> kept.remove(cluster.id()));
        assertThat(engine.containers(Map.of(Labels.HOME, new LeaseBook(folder).home())))
                .isEmpty();
    }

    @Test
    void a_kept_cluster_is_reused_until_it_is_dirty_and_a_lost_one_is_replaced() {
        Cluster first = lease(KeepPolicy.ON_FAILURE);
        assertThat(deliver(first)).isNotEqualTo(Delivery.Way.LEFT_TO_KUBELET);
        first.markFailed();
        first.close();
        assertThat(new KeptClusters(engine, new LeaseBook(folder)).list())
                .extracting(KeptCluster::inUse)
                .containsExactly(false);

        Cluster second = lease(KeepPolicy.ALWAYS);
        assertThat(second.name()).isEqualTo(first.name());
        second.client()
                .namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("left-behind")
                        .endMetadata()
                        .build())
                .create();
        second.close();

        try (Cluster third = lease(KeepPolicy.ALWAYS)) {
            assertThat(third.name()).isNotEqualTo(first.name());
            // The first cluster had the image: nothing is copied a second time.
            assertThat(deliver(third)).isEqualTo(Delivery.Way.LINKED);
            killNodeOf(third);
            assertThatThrownBy(() -> Await.that("what never comes")
                            .whileAlive(third::requireAlive)
                            .until(() ->
                                    State.pending(third.client().pods().list().toString())))
                    .isInstanceOf(ClusterLostException.class)
                    .hasMessageContainingAll(third.name(), "exit code 137");
        }
        // What is dead is not kept, whatever the policy says.
        assertThat(new KeptClusters(engine, new LeaseBook(folder)).list())
                .extracting(cluster -> "k3s-" + cluster.id())
                .containsExactly(first.name());
    }

    private Delivery.Way deliver(Cluster cluster) {
        catalog.inEngine(TestPods.IMAGE);
        return new ImageLoader(engine, catalog)
                .deliver(List.of(ImageReference.of(TestPods.IMAGE)), cluster)
                .get(0)
                .way();
    }

    private Cluster lease(KeepPolicy keep) {
        ClusterSettings settings = new ClusterSettings(Optional.empty(), List.of(REQUEST.version()), keep, 0);
        return new Clusters(settings, catalog, new LeaseBook(folder)).lease(REQUEST);
    }

    private void killNodeOf(Cluster cluster) {
        engine.containers(Map.of(Labels.CLUSTER, cluster.name().replace("k3s-", "")))
                .forEach(container -> engine.kill(container.getId()));
    }
}
