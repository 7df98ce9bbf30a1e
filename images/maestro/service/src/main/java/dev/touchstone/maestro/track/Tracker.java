package dev.touchstone.maestro.track;

import dev.touchstone.maestro.job.Figures;
import dev.touchstone.maestro.job.Job;

/** Where it is recorded what came of a job. */
public interface Tracker {

    /**
     * Records it. Doing so again for the same job makes no second run.
     *
     * @return the run's identifier
     * @throws dev.touchstone.maestro.patience.UnavailableException when trying again may help
     * @throws RefusedException when it will not
     */
    String record(Job job, Figures figures);
}
