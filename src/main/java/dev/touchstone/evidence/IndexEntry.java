package dev.touchstone.evidence;

import java.util.List;
import java.util.Optional;

/**
 * A line of the start page.
 *
 * @param path of the run's page, from the start page
 * @param now how it came out
 * @param before how the run before it came out, of the same scenario on the same version; empty for the first one
 */
public record IndexEntry(String path, Outcomes now, Optional<Outcomes> before) {

    /** What the run is about. */
    public RunInfo run() {
        return now.run();
    }

    /** What came out otherwise than the time before; nothing is said of a run that has not ended. */
    public List<Outcomes.Change> changes() {
        return now.run().ended().isEmpty() ? List.of() : before.map(now::since).orElse(List.of());
    }
}
