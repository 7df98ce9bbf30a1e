package dev.touchstone.observe;

/** What came of dialling. */
public enum Connectivity {
    /** Somebody answered. */
    OPEN,
    /** Somebody said no: nobody listens there, there is no way there, or a policy rejects. Which of these, it does not say. */
    REFUSED,
    /** Nothing came back. */
    TIMEOUT,
    /** The name was not resolved. */
    NO_NAME,
    /** It was not tried, or the answer was none of these. */
    UNKNOWN;

    /** Whether nothing got through, for whatever reason. */
    public boolean closed() {
        return this == REFUSED || this == TIMEOUT || this == NO_NAME;
    }
}
