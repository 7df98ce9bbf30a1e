package dev.touchstone.maestro.queue;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Identifiers of jobs that wait. Every method may throw {@link dev.touchstone.maestro.patience.UnavailableException}. */
public interface Queue {

    /** Puts a job at the end, once: one that waits already waits on. */
    void offer(String id);

    /**
     * Takes the first. It stays in a list of the worker's own until {@link #done}.
     *
     * @param patience how long to wait for one
     */
    Optional<String> take(String worker, Duration patience);

    /** The worker is done with it. */
    void done(String worker, String id);

    /** The worker is alive, and will say so again soon. */
    void beat(String worker);

    /** Whether it has said so lately. */
    boolean isAlive(String worker);

    /** All that ever took a job, and were not forgotten. */
    Set<String> workers();

    /** Puts back what the worker had taken and was not done with, and forgets it. */
    void forget(String worker);
}
