package dev.touchstone.maestro.job;

import java.util.Locale;

/** How a job stands. */
public enum State {
    /** Nobody has begun it, or whoever had died. */
    QUEUED,
    /** A worker is at it. */
    RUNNING,
    /** There are figures, and a run. */
    DONE,
    /** There are none, and there is a cause. */
    FAILED;

    /** As clients and the database know it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Back from the word. */
    public static State of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
