package dev.touchstone.maestro.settings;

import java.util.Optional;

/** What this process is to be. */
public enum Mode {
    /** Takes jobs. */
    API,
    /** Does jobs. */
    WORKER;

    /** From the command line's only argument. */
    public static Optional<Mode> of(String... arguments) {
        if (arguments.length != 1) {
            return Optional.empty();
        }
        return switch (arguments[0]) {
            case "api" -> Optional.of(API);
            case "worker" -> Optional.of(WORKER);
            default -> Optional.empty();
        };
    }
}
