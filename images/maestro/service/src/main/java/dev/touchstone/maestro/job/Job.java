package dev.touchstone.maestro.job;

import java.util.Optional;

/**
 * One job, as it stands.
 *
 * @param id the client's own, or one that was given to it
 * @param attempts how often a worker has begun it
 * @param outcome once there is one
 */
public record Job(String id, Work work, State state, int attempts, Optional<Outcome> outcome) {

    /** One that nobody has begun. */
    public static Job queued(String id, Work work) {
        return new Job(id, work, State.QUEUED, 0, Optional.empty());
    }
}
