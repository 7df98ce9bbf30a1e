package dev.touchstone.maestro.worker;

import dev.touchstone.maestro.patience.Patience;
import dev.touchstone.maestro.patience.Stop;
import dev.touchstone.maestro.patience.UnavailableException;
import dev.touchstone.maestro.queue.Queue;
import dev.touchstone.maestro.store.Jobs;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one job after the other, until stopping is wanted; the job in hand is ended first. */
public final class Loop {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /** So late a wish to stop may be noticed. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Patience PERSISTENT = Patience.of(Duration.ofDays(1));

    private final String name;
    private final Jobs jobs;
    private final Queue queue;
    private final Doing doing;
    private final Pulse pulse;
    private final Stop stop;

    /** Of one worker, whose name no other has. */
    public Loop(String name, Jobs jobs, Queue queue, Doing doing, Pulse pulse, Stop stop) {
        this.name = name;
        this.jobs = jobs;
        this.queue = queue;
        this.doing = doing;
        this.pulse = pulse;
        this.stop = stop;
    }

    /** Runs until stopping is wanted. */
    // A defect that one job brings to light is no reason to leave the others undone.
    @SuppressWarnings("PMD.AvoidCatchingGenericException")
    public void run() {
        while (!stop.wanted()) {
            pulse.beat();
            try {
                queue.take(name, LONGEST_WAIT).ifPresent(this::handle);
            } catch (UnavailableException e) {
                LOG.warn(e.getMessage());
                stop.within(PAUSE);
            } catch (RuntimeException e) {
                LOG.error("a job was left as it is", e);
                stop.within(PAUSE);
            }
        }
    }

    // Between these steps this process may end at any time: until `done`, the queue remembers whose job it was.
    private void handle(String id) {
        persist(() -> jobs.claim(id, name)).flatMap(claimed -> claimed).ifPresent(job -> {
            Optional<Boolean> ended = doing.outcome(job, stop).flatMap(outcome -> {
                LOG.info("{} {}: {}", job.work().kind(), id, outcome.getClass().getSimpleName());
                return persist(() -> jobs.end(id, name, outcome));
            });
            if (ended.isEmpty()) {
                giveBack();
            } else if (!ended.get()) {
                LOG.warn("{} was taken over by another worker, which had heard nothing of this one", id);
            }
        });
        queue.done(name, id);
    }

    private void giveBack() {
        jobs.release(name).forEach(id -> {
            LOG.info("{} is given back", id);
            queue.offer(id);
        });
    }

    /** What PostgreSQL must know is told it, however long that takes. */
    private <T> Optional<T> persist(Supplier<T> change) {
        return PERSISTENT.keepAsking(change, stop, pulse::beat);
    }
}
