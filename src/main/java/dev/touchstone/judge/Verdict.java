package dev.touchstone.judge;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.touchstone.observe.Subject;
import java.util.List;
import java.util.Optional;

/**
 * A check's result on one subject.
 *
 * @param check which
 * @param subject of what
 * @param outcome in JSON: {@code verdict}
 * @param reason what was seen, and what it should have been
 * @param remedy what to set, where that is known
 * @param facts where the observations lie that it rests on
 * @param controls published controls that it bears on
 * @param negativeControl what has turned this check red, so that its green counts; empty as long as nothing has
 * @param waiver who has accepted the finding, why, and until when
 */
public record Verdict(
        CheckId check,
        Subject subject,
        @JsonProperty("verdict") Outcome outcome,
        String reason,
        Optional<Remedy> remedy,
        List<FactRef> facts,
        List<Control> controls,
        Optional<String> negativeControl,
        Optional<String> waiver) {

    public Verdict {
        facts = List.copyOf(facts);
        controls = List.copyOf(controls);
    }

    /**
     * A file of the evidence.
     *
     * @param path in the evidence folder
     * @param sha256 of its bytes
     */
    public record FactRef(String path, String sha256) {}

    static Verdict of(CheckId check, Subject subject, Ruling ruling) {
        return new Verdict(
                check,
                subject,
                ruling.outcome(),
                ruling.reason(),
                ruling.remedy(),
                List.of(),
                Controls.of(check),
                Optional.empty(),
                Optional.empty());
    }

    /** The name for people, such as {@code seccomp of web/web}: replicas share it. */
    public String name() {
        return "%s of %s".formatted(check.id(), subject.label());
    }

    /** The same, resting on these files. */
    public Verdict with(List<FactRef> references) {
        return new Verdict(check, subject, outcome, reason, remedy, references, controls, negativeControl, waiver);
    }

    /** The same, with what has turned its check red. */
    public Verdict controlledBy(String control) {
        return new Verdict(check, subject, outcome, reason, remedy, facts, controls, Optional.of(control), waiver);
    }

    /** No verdict at all: nobody has seen its check red. */
    public Verdict uncontrolled(String why) {
        return new Verdict(
                check, subject, Outcome.INCONCLUSIVE, why, remedy, facts, controls, Optional.empty(), waiver);
    }

    /** The same, accepted by somebody. */
    public Verdict waived(String by) {
        return new Verdict(check, subject, outcome, reason, remedy, facts, controls, negativeControl, Optional.of(by));
    }

    /** Whether a run can be accepted with it. */
    public boolean acceptable() {
        return outcome.acceptable() || waiver.isPresent();
    }
}
