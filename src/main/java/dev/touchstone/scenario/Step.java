package dev.touchstone.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that the software must be able to do.
 *
 * @param name a sentence that is true when the step succeeds
 * @param action how it is tried
 * @param within how long it may take
 * @param expect what must be seen
 * @param counter a number inside the release that must grow while the step runs: a second witness
 * @param control the same action, changed so that it must be seen to come out differently; without it nobody knows whether
 *     the expectation can fail
 * @param comparison what of the answer must be the same with hardening off and on
 */
public record Step(
        String name,
        Action action,
        Duration within,
        Expectation expect,
        Optional<Counter> counter,
        Optional<Control> control,
        Comparison comparison) {

    /** The same step without its second witness and its control, where another run of it has both. */
    public Step plain() {
        return new Step(name, action, within, expect, Optional.empty(), Optional.empty(), comparison);
    }

    /** The same step with less patience, or more. */
    public Step within(Duration patience) {
        return new Step(name, action, patience, expect, counter, control, comparison);
    }

    /**
     * What of an answer is compared.
     *
     * @param lines those that match this pattern somewhere; every line when it is empty
     * @param ignore patterns; what matches is left out of the lines, because it differs from run to run
     */
    public record Comparison(Optional<Pattern> lines, List<Pattern> ignore) {

        /** Everything, to the letter. */
        public static final Comparison ALL = new Comparison(Optional.empty(), List.of());

        public Comparison {
            ignore = List.copyOf(ignore);
        }
    }

    /** Another way to run the step's action, and what must be seen then. */
    public record Control(Action action, Expectation expect) {}

    /**
     * A command that prints a whole number in each pod of a workload; the numbers are added up.
     *
     * @param name what is counted
     */
    public record Counter(String name, Action.Exec exec) {}

    /**
     * What must be seen of an action.
     *
     * @param contains texts that the log, the output or the body must contain, every one of them; never blank
     * @param code exit code of a command, or status of an answer over HTTP
     */
    public record Expectation(List<String> contains, int code) {

        public Expectation {
            contains = List.copyOf(contains);
        }
    }
}
