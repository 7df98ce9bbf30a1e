package dev.touchstone.maestro;

import dev.touchstone.maestro.api.Health;
import dev.touchstone.maestro.api.JobsResource;
import dev.touchstone.maestro.http.Crowd;
import dev.touchstone.maestro.http.Door;
import dev.touchstone.maestro.http.Route;
import dev.touchstone.maestro.http.Router;
import dev.touchstone.maestro.patience.Stop;
import dev.touchstone.maestro.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API, from its start to its end. */
final class ApiProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ApiProcess.class);
    private static final int THREADS = 32;
    private static final int MOST_AT_ONCE = 8;

    private ApiProcess() {}

    static void run(Settings settings) throws IOException {
        Stop stop = new Stop();
        Backends backends = new Backends(settings);
        Health health = new Health(Optional::empty, backends.checks(), stop);
        List<Route> routes = new ArrayList<>(health.routes());
        routes.addAll(new Crowd(MOST_AT_ONCE).around(new JobsResource(backends.jobs(), backends.queue()).routes()));
        // Before anybody it needs answers, it can be asked how it is.
        Door door = Door.open(settings.port(), THREADS, new Router(routes), stop);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.now();
            door.close(health.hasStarted() ? settings.drain() : Duration.ZERO);
            LOG.info("ends");
        }));
        if (backends.await(stop, () -> {}, () -> true)) {
            health.started();
            LOG.info("takes jobs on port {}", door.port());
        }
    }
}
