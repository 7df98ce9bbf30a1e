package dev.touchstone.cluster;

import java.time.Duration;
import java.util.List;

/** Knows since when the same has been seen: what does not change any more will not change by itself. */
public final class Stillness {

    private List<String> seen = List.of();
    private long since = System.nanoTime();

    /** Whether what is seen now has been seen for longer than that, without anything else between. */
    public boolean lasts(List<String> now, Duration enough) {
        if (!now.equals(seen)) {
            seen = List.copyOf(now);
            since = System.nanoTime();
        }
        return System.nanoTime() - since > enough.toNanos();
    }
}
