package dev.touchstone.judge;

import java.util.Optional;

/**
 * What a check says of one subject.
 *
 * @param outcome how it came out
 * @param reason what was seen, and what it should have been
 * @param remedy what to set, where that is known
 */
record Ruling(Outcome outcome, String reason, Optional<Remedy> remedy) {

    static Ruling pass(String reason) {
        return new Ruling(Outcome.PASS, reason, Optional.empty());
    }

    static Ruling fail(String reason, Remedy remedy) {
        return new Ruling(Outcome.FAIL, reason, Optional.of(remedy));
    }

    static Ruling fail(String reason) {
        return new Ruling(Outcome.FAIL, reason, Optional.empty());
    }

    static Ruling notApplicable(String rule) {
        return new Ruling(Outcome.NOT_APPLICABLE, rule, Optional.empty());
    }

    static Ruling inconclusive(String reason) {
        return new Ruling(Outcome.INCONCLUSIVE, reason, Optional.empty());
    }

    /** The same, said of one identity among several. */
    Ruling as(String identity) {
        return new Ruling(outcome, identity + ": " + reason, remedy);
    }
}
