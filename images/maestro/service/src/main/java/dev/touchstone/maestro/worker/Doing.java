package dev.touchstone.maestro.worker;

import dev.touchstone.maestro.job.Figures;
import dev.touchstone.maestro.job.Job;
import dev.touchstone.maestro.job.Outcome;
import dev.touchstone.maestro.patience.Patience;
import dev.touchstone.maestro.patience.Stop;
import dev.touchstone.maestro.patience.UnavailableException;
import dev.touchstone.maestro.track.RefusedException;
import dev.touchstone.maestro.track.Tracker;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with one job: computing, and recording. */
public final class Doing {

    private static final Logger LOG = LoggerFactory.getLogger(Doing.class);

    private final Tracker tracker;
    private final Patience patience;
    private final Runnable each;

    /**
     * With somebody who records.
     *
     * @param patience with whom records
     * @param each is done before each try
     */
    public Doing(Tracker tracker, Patience patience, Runnable each) {
        this.tracker = tracker;
        this.patience = patience;
        this.each = each;
    }

    /**
     * Does it.
     *
     * @return empty when stopping was wanted before there was an outcome
     */
    @SuppressWarnings("PMD.AvoidCatchingGenericException")
    public Optional<Outcome> outcome(Job job, Stop stop) {
        try {
            Figures figures = job.work().perform();
            return patience.keepAsking(() -> tracker.record(job, figures), stop, each)
                    .map(run -> new Outcome.Done(figures, run));
        } catch (UnavailableException | RefusedException e) {
            return Optional.of(new Outcome.Failed(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("{} {}", job.work().kind(), job.id(), e);
            return Optional.of(new Outcome.Failed("a defect of the worker; its log says more"));
        }
    }
}
