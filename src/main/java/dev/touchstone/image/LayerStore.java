package dev.touchstone.image;

import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.ExecResult;
import dev.touchstone.cluster.Node;
import dev.touchstone.cluster.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a node an image: by links where the layer store has its layers, else by a copy, whose layers the store then has for
 * every node that comes later. See {@code layers.sh}.
 */
final class LayerStore {

    private static final String SCRIPT = Resource.read(LayerStore.class, "layers.sh");
    private static final Logger LOG = LoggerFactory.getLogger("touchstone");
    private static final int NOT_IN_STORE = 3;

    /** Two clusters of one run must not both copy the same image. */
    private static final Map<String, Object> LOCKS = new ConcurrentHashMap<>();

    private final Engine engine;
    private final Node node;

    LayerStore(Engine engine, Node node) {
        this.engine = engine;
        this.node = node;
    }

    Delivery.Way give(ImageReference as, EngineImage image) {
        synchronized (LOCKS.computeIfAbsent(image.id(), id -> new Object())) {
            ExecResult adopted = run("adopt", as, image);
            if (adopted.exitCode() == 0) {
                return adopted.output().strip().equals("present") ? Delivery.Way.PRESENT : Delivery.Way.LINKED;
            }
            if (adopted.exitCode() != NOT_IN_STORE) {
                adopted.orThrow("linking image %s on %s".formatted(as, node.name()));
            }
            try {
                copy(image);
                run("publish", image.name(), image)
                        .orThrow("storing the layers of %s on %s".formatted(image.name(), node.name()));
                prune();
            } catch (IllegalStateException notCopied) {
                if (!as.equals(image.name())) {
                    throw notCopied; // a twin: nobody else has it
                }
                // An engine may hand out archives that this containerd does not take, of images of several platforms
                // for one.
                LOG.warn("image {} is left to the kubelet to pull: {}", as, notCopied.getMessage());
                return Delivery.Way.LEFT_TO_KUBELET;
            }
            if (!as.equals(image.name())) {
                run("adopt", as, image).orThrow("naming image %s on %s".formatted(as, node.name()));
            }
            return Delivery.Way.COPIED;
        }
    }

    /** Whenever the store grows, forget what the engine has forgotten: a twin that was built anew, an image of last month. */
    private void prune() {
        List<String> arguments = new ArrayList<>(List.of("prune"));
        engine.imageIds().stream().map(LayerStore::keyOf).forEach(arguments::add);
        node.run(SCRIPT, arguments.toArray(String[]::new)).orThrow("pruning the layer store");
    }

    private static String keyOf(String id) {
        return id.replace("sha256:", "");
    }

    private void copy(EngineImage image) {
        try (InputStream archive = engine.saveImage(image.name().toString())) {
            node.run(archive, "sh", "-c", SCRIPT, "touchstone", "copy")
                    .orThrow("copying image %s to %s".formatted(image.name(), node.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ExecResult run(String verb, ImageReference reference, EngineImage image) {
        List<String> arguments = new ArrayList<>(List.of(verb, reference.canonical(), keyOf(image.id())));
        arguments.addAll(image.chain());
        return node.run(SCRIPT, arguments.toArray(String[]::new));
    }
}
