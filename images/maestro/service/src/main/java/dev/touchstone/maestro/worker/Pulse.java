package dev.touchstone.maestro.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the loop still turns. A worker that waits for Redis is alive; one that is stuck should be started anew. */
public final class Pulse implements Supplier<Optional<String>> {

    private final Duration longest;
    private volatile long last = System.nanoTime();

    /** Of a loop that beats at least so often. */
    public Pulse(Duration longest) {
        this.longest = longest;
    }

    /** It turns. */
    public void beat() {
        last = System.nanoTime();
    }

    @Override
    public Optional<String> get() {
        Duration since = Duration.ofNanos(System.nanoTime() - last);
        return since.compareTo(longest) < 0
                ? Optional.empty()
                : Optional.of("the worker is stuck: nothing has moved for %d s".formatted(since.toSeconds()));
    }
}
