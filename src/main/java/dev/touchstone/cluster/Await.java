package dev.touchstone.cluster;

import static org.awaitility.pollinterval.IterativePollInterval.iterative;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for one named thing, and knows at every moment what it last saw of it. A terminal state ends the wait at once; an
 * error while asking does not, because an API server that comes up refuses connections at first, but it is remembered.
 *
 * <pre>{@code
 * Await.that("CoreDNS is Ready").within(Duration.ofSeconds(60)).until(() -> stateOfCoreDns());
 * }</pre>
 */
public final class Await {

    private static final Logger LOG = LoggerFactory.getLogger(Await.class);
    private static final Duration FIRST_INTERVAL = Duration.ofMillis(100);

    /** Who waits for long asks less often: asking takes a part of the processor that what is awaited needs. */
    private static final Duration LAST_INTERVAL = Duration.ofMillis(500);

    private static final double GROWTH = 1.1;

    private final String alias;
    private Duration within = Duration.ofSeconds(60);
    private Runnable alive = () -> {};
    private State last = State.pending("nothing was seen yet");

    private Await(String alias) {
        this.alias = alias;
    }

    /** Name what is awaited, as a sentence that can be true: "node n1 is Ready". */
    public static Await that(String alias) {
        return new Await(alias);
    }

    /** Wait no longer than this. */
    public Await within(Duration deadline) {
        this.within = deadline;
        return this;
    }

    /** Ask this whenever asking for the state failed: what it throws ends the wait, for example because the cluster is gone. */
    public Await whileAlive(Runnable check) {
        this.alive = check;
        return this;
    }

    /**
     * Poll until the state is reached.
     *
     * @return what was seen at the end
     * @throws AwaitException when the deadline passed or a terminal state was seen
     */
    public String until(Callable<State> observation) {
        Instant start = Instant.now();
        try {
            Awaitility.await(alias)
                    .atMost(within)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(iterative(Await::longer, FIRST_INTERVAL))
                    .pollInSameThread()
                    .until(() -> {
                        last = observe(observation);
                        return !(last instanceof State.Pending);
                    });
        } catch (ConditionTimeoutException timeout) {
            throw AwaitException.timedOut(alias, within, last.seen());
        }
        State end = last;
        if (end instanceof State.Terminal) {
            throw AwaitException.terminal(alias, Duration.between(start, Instant.now()), end.seen());
        }
        LOG.debug(
                "{} after {} ms: {}",
                alias,
                Duration.between(start, Instant.now()).toMillis(),
                end.seen());
        return end.seen();
    }

    private static Duration longer(Duration interval) {
        Duration next = Duration.ofNanos((long) (interval.toNanos() * GROWTH));
        return next.compareTo(LAST_INTERVAL) < 0 ? next : LAST_INTERVAL;
    }

    // Whatever a client throws while a server starts is a state of that server, not a bug of the caller.
    @SuppressWarnings("PMD.AvoidCatchingGenericException")
    private State observe(Callable<State> observation) {
        try {
            return observation.call();
        } catch (Exception e) {
            alive.run();
            return State.pending("asking failed: " + rootMessage(e));
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = RootCause.of(e);
        String name = root.getClass().getSimpleName();
        return root.getMessage() == null ? name : name + ": " + root.getMessage();
    }
}
