package dev.touchstone.junit;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.KeepPolicy;
import dev.touchstone.image.Delivery;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.image.ImageReference;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The installations of one run: each scenario is installed once on each cluster, and removed at the end unless it is kept. */
final class Installations implements AutoCloseable {

    /** Has a shell and stands in the catalog: for containers that have none. */
    static final String PROBE_IMAGE = "busybox:1.35.0";

    private final ImageLoader images;
    private final KeepPolicy keep;
    private final Map<String, Installation> made = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, Map<ImageReference, Delivery>> delivered = new HashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private volatile boolean failed;

    Installations(ImageLoader images, KeepPolicy keep) {
        this.images = images;
        this.keep = keep;
    }

    /** Bring the images of a scenario, and the probe's, to a cluster. What was brought there before is not asked for again. */
    synchronized List<Delivery> deliver(PreparedScenario prepared, Cluster cluster) {
        Set<ImageReference> all = new LinkedHashSet<>(prepared.images());
        all.add(ImageReference.of(PROBE_IMAGE));
        Map<ImageReference, Delivery> there = delivered.computeIfAbsent(cluster.name(), added -> new HashMap<>());
        List<ImageReference> open =
                all.stream().filter(image -> !there.containsKey(image)).toList();
        images.deliver(open, cluster).forEach(delivery -> there.put(delivery.image(), delivery));
        return all.stream()
                .flatMap(image -> Optional.ofNullable(there.get(image)).stream())
                .toList();
    }

    /** The scenario's installation on a cluster; others are installed meanwhile. */
    Installation of(PreparedScenario prepared, Cluster cluster, PodSecurity level, Progress progress) {
        String key = key(prepared, cluster, level);
        synchronized (locks.computeIfAbsent(key, added -> new Object())) {
            Installation installation = made.get(key);
            if (installation == null) {
                installation = Installation.of(prepared, cluster, level, progress);
                made.put(key, installation);
            }
            return installation;
        }
    }

    /** Remove an installation that nobody needs any more, so that the next one has its memory; not what may be kept. */
    void release(PreparedScenario prepared, Cluster cluster, PodSecurity level) {
        if (keep == KeepPolicy.NEVER) {
            Installation installation = made.remove(key(prepared, cluster, level));
            if (installation != null) {
                installation.close();
            }
        }
    }

    private static String key(PreparedScenario prepared, Cluster cluster, PodSecurity level) {
        return String.join(
                "/",
                cluster.name(),
                prepared.scenario().namespace(),
                prepared.scenario().name(),
                level.name());
    }

    void markFailed() {
        failed = true;
    }

    @Override
    public void close() {
        if (keep == KeepPolicy.ALWAYS || (keep == KeepPolicy.ON_FAILURE && failed)) {
            return;
        }
        List<Installation> all = List.copyOf(made.values());
        made.clear();
        LastFirst.close(all, Installation::close);
    }
}
