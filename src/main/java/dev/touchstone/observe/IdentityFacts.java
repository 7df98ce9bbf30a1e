package dev.touchstone.observe;

import dev.touchstone.chart.AdmissionTrial;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of the chart under other users.
 *
 * @param name of the identity
 * @param range that admission gave users from; empty where the chart names them
 * @param trials pods with users outside the range, and what the API server said of them
 * @param release what was seen of the release
 */
public record IdentityFacts(String name, Optional<Range> range, List<Trial> trials, ReleaseFacts release) {

    public IdentityFacts {
        trials = List.copyOf(trials);
    }

    /**
     * User IDs of a namespace.
     *
     * @param first what a pod gets that names none
     * @param size how many there are
     */
    public record Range(long first, long size) {

        /** Whether a user ID is one of them. */
        public boolean contains(long uid) {
            return uid >= first && uid < first + size;
        }
    }

    /**
     * A pod that admission was asked about by a dry run.
     *
     * @param what it asks for
     * @param mustPass whether it keeps the rules
     * @param passed whether it would have been made
     * @param message what it would have been given, or why it was refused
     */
    public record Trial(String what, boolean mustPass, boolean passed, String message) {

        /** What the namespace's maker was told. */
        public static Trial of(AdmissionTrial trial) {
            return new Trial(trial.what(), trial.mustPass(), trial.passed(), trial.message());
        }
    }
}
