package dev.touchstone.maestro;

import dev.touchstone.maestro.api.Health;
import dev.touchstone.maestro.http.Door;
import dev.touchstone.maestro.http.Router;
import dev.touchstone.maestro.patience.Patience;
import dev.touchstone.maestro.patience.Stop;
import dev.touchstone.maestro.patience.Timer;
import dev.touchstone.maestro.settings.Settings;
import dev.touchstone.maestro.track.MlflowTracker;
import dev.touchstone.maestro.worker.Doing;
import dev.touchstone.maestro.worker.Keeper;
import dev.touchstone.maestro.worker.Loop;
import dev.touchstone.maestro.worker.Pulse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker, from its start to its end. */
final class WorkerProcess {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    /** Only the kubelet asks. */
    private static final int THREADS = 2;

    /** More than the slowest job takes, or one question to MLflow. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    /** MLflow may be started anew, which takes a minute on a busy node. */
    private static final Duration PATIENCE_WITH_MLFLOW = Duration.ofMinutes(3);

    private WorkerProcess() {}

    static void run(Settings settings) throws IOException {
        Stop stop = new Stop();
        Stop over = new Stop();
        Pulse pulse = new Pulse(LONGEST_SILENCE);
        Backends backends = new Backends(settings);
        Health health = new Health(pulse, backends.checks(), stop);
        Door door = Door.open(settings.port(), THREADS, new Router(health.routes()), stop);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.now();
            // As long as it takes: the kubelet's patience ends first.
            over.within(Duration.ofDays(1));
            door.close(Duration.ZERO);
            LOG.info("ends");
        }));
        try {
            Keeper keeper = new Keeper(settings.name(), backends.jobs(), backends.queue());
            if (backends.await(stop, pulse::beat, keeper::begin)) {
                health.started();
                LOG.info("{} does jobs", settings.name());
                work(settings, backends, keeper, pulse, stop);
            }
        } finally {
            over.now();
        }
    }

    private static void work(Settings settings, Backends backends, Keeper keeper, Pulse pulse, Stop stop) {
        Doing doing = new Doing(new MlflowTracker(settings.mlflow()), Patience.of(PATIENCE_WITH_MLFLOW), pulse::beat);
        Timer timer = Timer.start(keeper::round, Keeper.PERIOD);
        new Loop(settings.name(), backends.jobs(), backends.queue(), doing, pulse, stop).run();
        timer.end();
        keeper.end();
    }
}
