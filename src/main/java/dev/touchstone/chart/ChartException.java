package dev.touchstone.chart;

import org.jspecify.annotations.Nullable;

/** A chart cannot be rendered or installed as it is. The message says which, with what values, and what Helm said. */
public final class ChartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ChartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
