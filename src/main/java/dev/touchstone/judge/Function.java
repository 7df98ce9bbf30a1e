package dev.touchstone.judge;

import dev.touchstone.cluster.LogTail;
import dev.touchstone.observe.Footprint;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.StepFacts.Attempt;
import dev.touchstone.observe.StepFacts.CounterFacts;
import dev.touchstone.observe.StepFacts.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The software does what it must; the second witness has seen it; and the step's control came out as it must, which shows that
 * the expectation can tell the one from the other.
 */
final class Function {

    private static final int EXCERPT = 1500;
    private static final int EXCERPT_LINES = 30;
    private static final int REFUSALS = 3;

    private Function() {}

    /**
     * Judge a step.
     *
     * @param footprints what containers were refused meanwhile: where a step fails under hardening, that is mostly why
     */
    static Ruling judge(StepFacts step, List<Footprint> footprints) {
        Ruling ruling = judge(step);
        String refusals = footprints.stream()
                .flatMap(each -> each.refusals().stream()
                        .limit(REFUSALS)
                        .map(line -> "%n  %s says: %s".formatted(each.label(), line)))
                .distinct()
                .collect(Collectors.joining());
        return ruling.outcome() == Outcome.FAIL && !refusals.isEmpty()
                ? Ruling.fail(ruling.reason() + refusals)
                : ruling;
    }

    static Ruling judge(StepFacts step) {
        List<String> missing = missing(step.attempt(), step.expected());
        if (!missing.isEmpty()) {
            return Ruling.fail(describe(step.attempt(), missing));
        }
        if (step.counter().isPresent()) {
            Optional<Ruling> silent = judge(step.counter().get());
            if (silent.isPresent()) {
                return silent.get();
            }
        }
        if (step.control().isPresent()) {
            StepFacts.ControlFacts control = step.control().get();
            List<String> different = missing(control.attempt(), control.expected());
            if (!different.isEmpty()) {
                return Ruling.inconclusive(
                        "it succeeded, but its control did not come out as it must, so that the success may mean nothing: "
                                + describe(control.attempt(), different));
            }
            if (missing(control.attempt(), step.expected()).isEmpty()) {
                return Ruling.inconclusive(
                        "it succeeded, but so would its control (%s): the expectation %s cannot tell the one from the other"
                                .formatted(
                                        control.attempt().how(), step.expected().contains()));
            }
        }
        return Ruling.pass("%s: saw %s in %.1f s%s%s"
                .formatted(
                        step.attempt().how(),
                        step.expected().contains().isEmpty()
                                ? "code " + step.attempt().code()
                                : step.expected().contains(),
                        step.attempt().millis() / 1000.0,
                        step.counter().map(Function::words).orElse(""),
                        step.control()
                                .map(control -> "; control (%s): saw %s"
                                        .formatted(
                                                control.attempt().how(),
                                                control.expected().contains()))
                                .orElse("")));
    }

    private static Optional<Ruling> judge(CounterFacts counter) {
        if (counter.before().isEmpty() || counter.after().isEmpty()) {
            return Optional.of(Ruling.inconclusive("it succeeded, but its counter '%s' cannot be read: %s"
                    .formatted(counter.name(), counter.trouble())));
        }
        return counter.after().getAsLong() > counter.before().getAsLong()
                ? Optional.empty()
                : Optional.of(Ruling.fail(
                        "%s, expected it to grow".formatted(words(counter).substring(2))));
    }

    private static String words(CounterFacts counter) {
        return "; %s: %d before, %d after"
                .formatted(
                        counter.name(),
                        counter.before().orElse(-1),
                        counter.after().orElse(-1));
    }

    static List<String> missing(Attempt attempt, Expected expected) {
        List<String> missing = new ArrayList<>();
        if (!attempt.trouble().isEmpty()) {
            missing.add("an answer: " + attempt.trouble());
            return missing;
        }
        if (attempt.code() != expected.code()) {
            missing.add("code %d, found %d".formatted(expected.code(), attempt.code()));
        }
        expected.contains().stream()
                .filter(text -> text.isBlank() || !attempt.output().contains(text))
                .map(text -> "'" + text + "'")
                .forEach(missing::add);
        return missing;
    }

    static String describe(Attempt attempt, List<String> missing) {
        String output = LogTail.of(attempt.output(), EXCERPT_LINES);
        String end = output.length() > EXCERPT ? "… " + output.substring(output.length() - EXCERPT) : output;
        return "%s: expected %s%s"
                .formatted(
                        attempt.how(),
                        String.join("; ", missing),
                        end.isEmpty() ? "" : "; it ends with:%n%s".formatted(end));
    }
}
