package dev.touchstone.maestro.patience;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again, less and less often, while somebody is unavailable. Any other failure ends it.
 *
 * @param first pause, each later one is twice as long
 * @param longest pause
 * @param deadline after which the last failure is thrown
 */
public record Patience(Duration first, Duration longest, Duration deadline) {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    /** Pauses of a quarter of a second to two seconds: for a start, which is waited for. */
    public static Patience atStart(Duration deadline) {
        return new Patience(Duration.ofMillis(250), Duration.ofSeconds(2), deadline);
    }

    /** Pauses of half a second to ten seconds. */
    public static Patience of(Duration deadline) {
        return new Patience(Duration.ofMillis(500), Duration.ofSeconds(10), deadline);
    }

    /**
     * Tries until there is an answer.
     *
     * @param each is done before each try
     * @return empty when stopping was wanted before there was one
     * @throws UnavailableException when the deadline has passed
     */
    public <T> Optional<T> keepAsking(Supplier<T> question, Stop stop, Runnable each) {
        long start = System.nanoTime();
        Duration pause = first;
        while (true) {
            each.run();
            try {
                return Optional.of(question.get());
            } catch (UnavailableException e) {
                if (System.nanoTime() - start + pause.toNanos() > deadline.toNanos()) {
                    throw e;
                }
                LOG.warn("{}; trying again in {} ms", e.getMessage(), pause.toMillis());
            }
            if (stop.within(pause)) {
                return Optional.empty();
            }
            pause = pause.multipliedBy(2).compareTo(longest) < 0 ? pause.multipliedBy(2) : longest;
        }
    }
}
