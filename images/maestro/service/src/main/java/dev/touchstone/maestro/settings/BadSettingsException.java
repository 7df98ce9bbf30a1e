package dev.touchstone.maestro.settings;

import java.util.List;

/** Something is set that cannot be, or is not set. The message is one line with all of it. */
public final class BadSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadSettingsException(List<String> faults) {
        super(String.join("; ", faults));
    }
}
