package dev.touchstone.judge;

import java.util.List;

/** How a check can come out. A run is accepted with the first and the fourth only. */
public enum Outcome {
    /** It was observed, and it is so. */
    PASS,
    /** It was observed, or declared, not to be so. */
    FAIL,
    /** Nobody knows: a control failed, or there was nothing to ask. */
    INCONCLUSIVE,
    /** The check does not bear on the subject, by a rule that the reason names. */
    NOT_APPLICABLE,
    /** Asking went wrong. */
    ERROR;

    private static final List<Outcome> BEST_FIRST = List.of(PASS, NOT_APPLICABLE, INCONCLUSIVE, ERROR, FAIL);

    /** Whether it speaks for replicas of which another has come out so. */
    public boolean isWorseThan(Outcome other) {
        return BEST_FIRST.indexOf(this) > BEST_FIRST.indexOf(other);
    }

    /** Whether a run can be accepted with it. */
    public boolean acceptable() {
        return this == PASS || this == NOT_APPLICABLE;
    }
}
