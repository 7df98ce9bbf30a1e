package dev.touchstone.junit;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.KeepPolicy;
import dev.touchstone.image.Delivery;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.image.ImageReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The installations of one run: each scenario is installed once on each cluster, and removed at the end unless it is kept. */
final class Installations implements AutoCloseable {

    /** Has a shell and stands in the catalog: for containers that have none. */
    static final String PROBE_IMAGE = "busybox:1.35.0";

    private final ImageLoader images;
    private final KeepPolicy keep;
    private final Map<String, Installation> made = new LinkedHashMap<>();
    private boolean failed;

    Installations(ImageLoader images, KeepPolicy keep) {
        this.images = images;
        this.keep = keep;
    }

    /** Bring the images of a scenario, and the probe's, to a cluster. */
    List<Delivery> deliver(PreparedScenario prepared, Cluster cluster) {
        Set<ImageReference> all = new LinkedHashSet<>(prepared.images());
        all.add(ImageReference.of(PROBE_IMAGE));
        return images.deliver(all, cluster);
    }

    /** The scenario's installation on a cluster. */
    synchronized Installation of(PreparedScenario prepared, Cluster cluster, PodSecurity level, Progress progress) {
        String key = key(prepared, cluster, level);
        Installation installation = made.get(key);
        if (installation == null) {
            installation = Installation.of(prepared, cluster, level, progress);
            made.put(key, installation);
        }
        return installation;
    }

    /** Remove an installation that nobody needs any more, so that the next one has its memory; not what may be kept. */
    synchronized void release(PreparedScenario prepared, Cluster cluster, PodSecurity level) {
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

    synchronized void markFailed() {
        failed = true;
    }

    @Override
    // One release that cannot be removed must not keep the others.
    @SuppressWarnings("IllegalCatch")
    public synchronized void close() {
        if (keep == KeepPolicy.ALWAYS || (keep == KeepPolicy.ON_FAILURE && failed)) {
            return;
        }
        List<Installation> last = new ArrayList<>(made.values());
        made.clear();
        Collections.reverse(last);
        List<RuntimeException> failed = new ArrayList<>();
        for (Installation installation : last) {
            try {
                installation.close();
            } catch (RuntimeException e) {
                failed.add(e);
            }
        }
        if (!failed.isEmpty()) {
            RuntimeException first = failed.remove(0);
            failed.forEach(first::addSuppressed);
            throw first;
        }
    }
}
