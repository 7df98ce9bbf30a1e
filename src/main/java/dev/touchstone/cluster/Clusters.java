package dev.touchstone.cluster;

import com.github.dockerjava.api.command.InspectImageResponse;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases clusters. The first lease examines the machine and sweeps what dead runs left; every lease takes over a matching
 * kept cluster where there is one, and starts a fresh one otherwise.
 */
public final class Clusters {

    private static final Logger LOG = LoggerFactory.getLogger("touchstone");

    private final ClusterSettings settings;
    private final ImageNames images;
    private final Engine engine;
    private final LeaseBook book;
    private boolean prepared;

    public Clusters(ClusterSettings settings, ImageNames images) {
        this(settings, images, LeaseBook.ofUser());
    }

    Clusters(ClusterSettings settings, ImageNames images, LeaseBook book) {
        this.settings = settings;
        this.images = images;
        this.engine = new Engine();
        this.book = book;
    }

    /**
     * Lease a cluster, ready for use.
     *
     * @throws ClusterUnavailableException when none can be had, with every cause that was found
     */
    public Cluster lease(ClusterRequest request) {
        if (settings.context().isPresent()) {
            return ContextCluster.open(settings.context().get(), request);
        }
        prepare(request);
        String image = images.inEngine(request.version().image());
        String digest = settingsDigest(image, request);
        if (settings.keep() != KeepPolicy.NEVER) {
            Optional<Cluster> kept = new KeptClusters(engine, book).take(request, digest, settings.keep());
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        requireNothing(Doctor.portTaken(settings.apiPort()).stream().toList());
        LOG.info("starting a cluster: {}, from {}", request, image);
        return new K3sLauncher(engine, book).launch(image, request, digest, settings);
    }

    private synchronized void prepare(ClusterRequest request) {
        if (prepared) {
            return;
        }
        requireNothing(Doctor.ofThisMachine().examine(request.nodes()));
        new Sweeper(engine, book).sweep();
        prepared = true;
    }

    private static void requireNothing(List<Diagnosis> diagnoses) {
        if (!diagnoses.isEmpty()) {
            throw new ClusterUnavailableException(diagnoses, null);
        }
    }

    // The image's content counts, not its name: a twin that was built anew has the same name.
    private String settingsDigest(String image, ClusterRequest request) {
        String content = engine.image(image).map(InspectImageResponse::getId).orElse(image);
        return Digest.of(String.join(
                "|",
                content,
                request.toString(),
                Integer.toString(settings.apiPort()),
                Resource.read(NodeContainer.class, "node.sh"),
                String.join(" ", NodeContainer.serverArguments(request.version(), "host")),
                String.join(" ", NodeContainer.nodeArguments("name"))));
    }
}
