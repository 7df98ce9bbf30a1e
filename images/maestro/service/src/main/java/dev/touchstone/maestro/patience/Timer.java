package dev.touchstone.maestro.patience;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something every so often, beside all else. */
public final class Timer {

    private final ScheduledExecutorService thread;

    private Timer(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    /** Begins at once. */
    public static Timer start(Runnable round, Duration period) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "timer");
            daemon.setDaemon(true);
            return daemon;
        });
        // The result would tell of the round's failure; a round keeps that to itself, or it would be the last.
        var unused = thread.scheduleWithFixedDelay(round, 0, period.toMillis(), TimeUnit.MILLISECONDS);
        return new Timer(thread);
    }

    /** No further round begins. */
    public void end() {
        thread.shutdown();
    }
}
