package dev.touchstone.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ClusterUnavailableException;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.PodState;
import dev.touchstone.cluster.State;
import dev.touchstone.junit.LeaseCluster;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a rendered chart to pods that start although nothing can be pulled. */
@LeaseCluster
class ImageDeliveryIT {

    private static final Path CHART = Path.of("src/test/resources/charts/tiny");
    private static final ImageReference ONLY_IN_A_TEST = ImageReference.of("touchstone.invalid/only/in/a/test:1");

    private final Engine engine = new Engine();
    private final ImageLoader loader = new ImageLoader(engine, ImageCatalog.ofProject(engine));

    @BeforeEach
    void pullOrFindTheImageThatTheChartNames() {
        ImageCatalog.ofProject(engine).inEngine("busybox:1.35.0");
    }

    @Test
    void every_image_of_a_render_reaches_the_cluster_or_is_left_to_the_kubelet(
            Cluster cluster, KubernetesClient client) {
        String render = new Helm(CHART).template().withName("tiny").call();
        Set<ImageReference> images = RenderedImages.of(render);

        List<Delivery> deliveries = loader.deliver(images, cluster);

        assertThat(deliveries).hasSize(2).allSatisfy(delivery -> {
            boolean pulled = delivery.way() == Delivery.Way.LEFT_TO_KUBELET;
            assertThat(pulled).isEqualTo(delivery.image().equals(ONLY_IN_A_TEST));
        });
        assertThat(loader.deliver(images, cluster))
                .extracting(Delivery::way)
                .containsOnly(Delivery.Way.PRESENT, Delivery.Way.LEFT_TO_KUBELET);
        List<io.fabric8.kubernetes.api.model.HasMetadata> pods = client
                .load(new java.io.ByteArrayInputStream(render.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .items()
                .stream()
                .filter(pod -> pod.getMetadata().getName().equals("tiny"))
                .toList();
        String namespace = "image-delivery-" + Long.toHexString(System.nanoTime());
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        try {
            Await.that("the default service account of " + namespace + " exists")
                    .until(() -> State.of(
                            client.serviceAccounts()
                                            .inNamespace(namespace)
                                            .withName("default")
                                            .get()
                                    != null,
                            "asked for it"));
            client.resource(pods.get(0)).inNamespace(namespace).create();
            Await.that("the chart's pod is Ready")
                    .until(() -> PodState.of(client.pods()
                            .inNamespace(namespace)
                            .withName("tiny")
                            .get()));
        } finally {
            client.namespaces().withName(namespace).delete();
        }
    }

    @Test
    void an_image_that_can_neither_be_found_nor_pulled_is_named_with_what_to_do() {
        ImageCatalog catalog = new ImageCatalog(
                List.of(new Twin(ONLY_IN_A_TEST, "only/in/a/test", ImageReference.of("touchstone.invalid/twin:1"))),
                ImageMode.AUTO,
                engine);

        assertThatThrownBy(() -> catalog.inEngine(ONLY_IN_A_TEST.canonical()))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContainingAll(
                        "Image touchstone.invalid/only/in/a/test:1 is not in the engine, and pulling it failed",
                        "scripts/build-images only/in/a/test");
    }

    @Test
    void an_image_without_a_twin_is_refused_where_only_twins_may_be_used() {
        ImageCatalog catalog = new ImageCatalog(List.of(), ImageMode.LOCAL, engine);

        assertThatThrownBy(() -> catalog.inEngine(ONLY_IN_A_TEST.canonical()))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContainingAll("-Dtouchstone.images=local forbids to pull it", "knows no recipe");
    }
}
