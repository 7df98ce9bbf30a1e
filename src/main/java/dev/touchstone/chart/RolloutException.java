package dev.touchstone.chart;

/** A release does not become Ready. The message says what was awaited, and what was seen of it. */
public final class RolloutException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public RolloutException(String message, Throwable cause) {
        super(message, cause);
    }
}
