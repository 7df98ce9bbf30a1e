package dev.touchstone.observe;

import org.jspecify.annotations.Nullable;

/** Something could not be observed. That is never taken for an observation. */
public final class ObservationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ObservationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
