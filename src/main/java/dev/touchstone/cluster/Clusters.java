package dev.touchstone.cluster;

import com.github.dockerjava.api.command.InspectImageResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

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
     * Begin to look for the engine and to start its reaper, which takes a second, while the caller has something else to do. What
     * is wrong with it is said by the lease.
     */
    @SuppressWarnings("FutureReturnValueIgnored")
    public static void foresee(ClusterSettings settings) {
        if (settings.context().isEmpty()) {
            CompletableFuture.runAsync(() -> {
                if (Doctor.ofThisMachine().examine(0).isEmpty()) {
                    DockerClientFactory.instance().client();
                }
            });
        }
    }

    /**
     * Lease a cluster, ready for use.
     *
     * @throws ClusterUnavailableException when none can be had, with every cause that was found
     */
    public Cluster lease(ClusterRequest request) {
        return lease(request, starting -> {});
    }

    /**
     * The same.
     *
     * @param meanwhile is given a cluster that is started afresh while that goes on: its nodes are there, its pods are not. The lease
     *     waits for it
     */
    public Cluster lease(ClusterRequest request, Consumer<Cluster> meanwhile) {
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
        return new K3sLauncher(engine, book).launch(image, request, digest, settings, meanwhile);
    }

    private synchronized void prepare(ClusterRequest request) {
        if (prepared) {
            return;
        }
        Doctor doctor = Doctor.ofThisMachine();
        requireNothing(doctor.examine(request.nodes()));
        doctor.forewarn(request.nodes()).ifPresent(diagnosis -> LOG.warn("{}", diagnosis));
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
