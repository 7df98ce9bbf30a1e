package dev.touchstone.observe;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What came of one functional step.
 *
 * @param name of the step
 * @param attempt what was seen
 * @param expected what had to be seen
 * @param counter the second witness, where the step names one
 * @param control the step's own negative control, where it has one
 * @param comparison what of the answer must be the same with hardening off and on
 */
public record StepFacts(
        String name,
        Attempt attempt,
        Expected expected,
        Optional<CounterFacts> counter,
        Optional<ControlFacts> control,
        Comparison comparison) {

    /**
     * What of an answer is compared.
     *
     * @param lines a regular expression, which those lines match; empty for every line
     * @param ignore regular expressions; what matches is left out
     */
    public record Comparison(String lines, List<String> ignore) {

        public Comparison {
            ignore = List.copyOf(ignore);
        }
    }

    /**
     * One way of trying it.
     *
     * @param how the action, in words
     * @param code exit code, or status of an answer over HTTP; -1 when there was none
     * @param output log, output or body
     * @param trouble why there is no answer; empty when there is one
     * @param millis how long it took
     */
    public record Attempt(String how, int code, String output, String trouble, long millis) {}

    /** What had to be seen of an attempt. */
    public record Expected(List<String> contains, int code) {

        public Expected {
            contains = List.copyOf(contains);
        }
    }

    /** The changed action, which had to come out differently. */
    public record ControlFacts(Attempt attempt, Expected expected) {}

    /**
     * A number before and after.
     *
     * @param name what is counted
     * @param before absent when it could not be read
     * @param after absent when it could not be read
     * @param trouble why one is absent
     */
    public record CounterFacts(String name, OptionalLong before, OptionalLong after, String trouble) {}
}
