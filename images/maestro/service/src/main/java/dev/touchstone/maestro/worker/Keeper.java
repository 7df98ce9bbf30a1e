package dev.touchstone.maestro.worker;

import dev.touchstone.maestro.patience.UnavailableException;
import dev.touchstone.maestro.queue.Queue;
import dev.touchstone.maestro.store.Jobs;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that this worker is alive, and queues again what was lost: with a worker that died, or with Redis. */
public final class Keeper {

    /** Between two rounds. */
    public static final Duration PERIOD = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    /** So long after any trouble the others have had time to say that they are alive. */
    private static final int CALM_ROUNDS = 4;

    /** What nobody has begun for so long may be in no queue. */
    private static final Duration LOST = Duration.ofSeconds(60);

    private final String name;
    private final Jobs jobs;
    private final Queue queue;
    private int calm;

    /** Of one worker. */
    public Keeper(String name, Jobs jobs, Queue queue) {
        this.name = name;
        this.jobs = jobs;
        this.queue = queue;
    }

    /** Before the first job: a container that is started anew has the name, and so the jobs, of the one before. */
    public boolean begin() {
        release(name);
        queue.beat(name);
        return true;
    }

    /** After the last job: nobody needs to wait for signs of life. */
    public void end() {
        try {
            release(name);
        } catch (UnavailableException e) {
            LOG.warn(e.getMessage());
        }
    }

    /** Once in every period. It never throws: a timer would not call it again. */
    public void round() {
        try {
            queue.beat(name);
            if (calm < CALM_ROUNDS) {
                calm++;
                return;
            }
            recover();
        } catch (UnavailableException e) {
            calm = 0;
            LOG.warn(e.getMessage());
        } catch (IllegalStateException e) {
            LOG.error("a round failed", e);
        }
    }

    private void recover() {
        Set<String> workers = new TreeSet<>(queue.workers());
        workers.addAll(jobs.workers());
        for (String worker : workers) {
            if (!queue.isAlive(worker)) {
                LOG.info("{} is gone", worker);
                release(worker);
            }
        }
        jobs.waiting(LOST).forEach(queue::offer);
    }

    private void release(String worker) {
        List<String> released = jobs.release(worker);
        // What the worker had taken goes back first: offered again after that, no job waits twice.
        queue.forget(worker);
        released.forEach(id -> {
            LOG.info("{} is queued again", id);
            queue.offer(id);
        });
    }
}
