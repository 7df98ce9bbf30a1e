package dev.touchstone.scenario;

import java.util.List;

/** A scenario cannot be run as it is written. The message names every fault with file, line, key, found and allowed. */
public final class InvalidScenarioException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InvalidScenarioException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
    }
}
