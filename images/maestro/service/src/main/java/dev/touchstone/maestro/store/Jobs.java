package dev.touchstone.maestro.store;

import dev.touchstone.maestro.job.Job;
import dev.touchstone.maestro.job.Outcome;
import dev.touchstone.maestro.job.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where jobs are kept. Every method may throw {@link dev.touchstone.maestro.patience.UnavailableException}. */
public interface Jobs {

    /**
     * Adds a job that nobody has begun.
     *
     * @return the one that was there under this name already, which stays as it is
     */
    Optional<Job> add(String id, Work work);

    /** As it stands now. */
    Optional<Job> find(String id);

    /**
     * Begins a job. Of several workers that try, one gets it; that one gets it again if it asks again.
     *
     * @return empty when there is nothing to begin
     */
    Optional<Job> claim(String id, String worker);

    /**
     * Ends a job.
     *
     * @return false when it is no longer this worker's
     */
    boolean end(String id, String worker, Outcome outcome);

    /**
     * Takes away from a worker all that it has begun. A job that too many workers did not end has failed.
     *
     * @return what is to be queued again
     */
    List<String> release(String worker);

    /** Who has begun a job. */
    Set<String> workers();

    /** What nobody has begun for so long that it may be in no queue. */
    List<String> waiting(Duration longerThan);
}
