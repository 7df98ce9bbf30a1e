package dev.touchstone.cluster;

import java.time.Duration;

/** Thrown when what was awaited did not come: says what, how long, and what was last seen instead. */
public final class AwaitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private AwaitException(String message) {
        super(message);
    }

    static AwaitException timedOut(String alias, Duration within, String lastSeen) {
        return new AwaitException(
                "Waited %.1f s for: %s. Last seen: %s".formatted(within.toMillis() / 1000.0, alias, lastSeen));
    }

    static AwaitException terminal(String alias, Duration after, String seen) {
        return new AwaitException("Gave up after %.1f s waiting for: %s. It cannot come any more: %s"
                .formatted(after.toMillis() / 1000.0, alias, seen));
    }
}
