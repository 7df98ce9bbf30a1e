package dev.touchstone.image;

import dev.touchstone.cluster.ClusterUnavailableException;
import dev.touchstone.cluster.Diagnosis;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.ImageNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Knows which images have a locally built twin, and decides which of the two is used. A machine that can pull never notices
 * that there are twins.
 */
public final class ImageCatalog implements ImageNames {

    private static final Logger LOG = LoggerFactory.getLogger("touchstone");
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private final List<Twin> twins;
    private final ImageMode mode;
    private final Engine engine;

    public ImageCatalog(List<Twin> twins, ImageMode mode, Engine engine) {
        this.twins = List.copyOf(twins);
        this.mode = mode;
        this.engine = engine;
    }

    /** The catalog of {@code -Dtouchstone.catalog}, by default {@code images/catalog.yaml}; empty where there is no file. */
    public static ImageCatalog ofProject(Engine engine) {
        Path file = Path.of(System.getProperty("touchstone.catalog", "images/catalog.yaml"));
        List<Twin> twins = Files.exists(file) ? read(file) : List.of();
        return new ImageCatalog(twins, ImageMode.fromSystemProperties(), engine);
    }

    static List<Twin> read(Path file) {
        try {
            return YAML.readValue(Files.readString(file), new TypeReference<>() {});
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "%s, line %d: %s. Expected a list of {upstream, recipe, local}."
                            .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String inEngine(String upstream) {
        ImageReference reference = ImageReference.of(upstream);
        return find(reference).map(ImageReference::toString).orElseGet(() -> pull(reference));
    }

    /** The image in the engine that stands for this one: itself or its twin; empty when the engine has neither. */
    Optional<ImageReference> find(ImageReference upstream) {
        Optional<ImageReference> twin = twinOf(upstream).map(Twin::local);
        Optional<ImageReference> present = switch (mode) {
            case AUTO -> inEngine(upstream).or(() -> twin.flatMap(this::inEngine));
            case UPSTREAM -> inEngine(upstream);
            case LOCAL -> twin.flatMap(this::inEngine);
        };
        if (present.isEmpty() && mode == ImageMode.LOCAL) {
            throw unavailable(upstream, "-Dtouchstone.images=local forbids to pull it", null);
        }
        return present;
    }

    /** The recipe that builds an image's twin; empty where there is none. */
    public Optional<String> recipeOf(ImageReference upstream) {
        return twinOf(upstream).map(Twin::recipe);
    }

    private Optional<Twin> twinOf(ImageReference upstream) {
        return twins.stream().filter(each -> each.upstream().equals(upstream)).findFirst();
    }

    private Optional<ImageReference> inEngine(ImageReference reference) {
        return engine.image(reference.toString()).map(found -> reference);
    }

    // The client library throws whatever the transport throws; each of them means that there is no image.
    @SuppressWarnings("IllegalCatch")
    private String pull(ImageReference reference) {
        LOG.info("pulling {}", reference);
        try {
            engine.pull(reference.toString());
            return reference.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(reference, "pulling it was interrupted", e);
        } catch (RuntimeException e) {
            throw unavailable(reference, "pulling it failed: " + e.getMessage(), e);
        }
    }

    private ClusterUnavailableException unavailable(
            ImageReference reference, String why, @org.jspecify.annotations.Nullable Throwable e) {
        String cure = twinOf(reference)
                .map(each -> "Build its twin where no registry answers: scripts/build-images " + each.recipe() + ".")
                .orElse(
                        "Check the name and the network; the catalog (images/catalog.yaml, or -Dtouchstone.catalog) knows no recipe that builds it here.");
        return new ClusterUnavailableException(
                new Diagnosis("Image %s is not in the engine, and %s".formatted(reference, why), cure), e);
    }
}
