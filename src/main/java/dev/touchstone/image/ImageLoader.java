package dev.touchstone.image;

import com.github.dockerjava.api.command.InspectImageResponse;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.Joined;
import dev.touchstone.cluster.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings images to a cluster, all at once: each is there already, is loaded from the local engine, or is left to be pulled. */
public final class ImageLoader {

    private static final Logger LOG = LoggerFactory.getLogger("touchstone");

    private final Engine engine;
    private final ImageCatalog catalog;

    public ImageLoader(Engine engine, ImageCatalog catalog) {
        this.engine = engine;
        this.catalog = catalog;
    }

    /** See that every node of the cluster can start containers from these images. */
    public List<Delivery> deliver(Collection<ImageReference> images, Cluster cluster) {
        List<CompletableFuture<Delivery>> deliveries = images.stream()
                .distinct()
                .map(image -> CompletableFuture.supplyAsync(() -> deliver(image, cluster)))
                .toList();
        return deliveries.stream().map(Joined::of).toList();
    }

    private Delivery deliver(ImageReference image, Cluster cluster) {
        Optional<ImageReference> source = cluster.nodes().isEmpty() ? Optional.empty() : catalog.find(image);
        if (source.isEmpty()) {
            return new Delivery(image, "", Delivery.Way.LEFT_TO_KUBELET);
        }
        InspectImageResponse inspected = engine.image(source.get().toString())
                .orElseThrow(() -> new IllegalStateException("image " + source.get() + " vanished from the engine"));
        EngineImage engineImage = EngineImage.of(source.get(), inspected);
        Instant start = Instant.now();
        Delivery.Way slowest = Delivery.Way.PRESENT;
        // One node after the other: the first may have to be given the bytes, the others then need links only.
        for (Node node : cluster.nodes()) {
            Delivery.Way way = new LayerStore(engine, node).give(image, engineImage);
            slowest = way.compareTo(slowest) > 0 ? way : slowest;
        }
        LOG.info(
                "image {} on {}: {} ({} ms)",
                image,
                cluster.name(),
                slowest.described(),
                Duration.between(start, Instant.now()).toMillis());
        return new Delivery(image, engineImage.id(), slowest);
    }
}
