package dev.touchstone.mutate;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.judge.CheckId;
import java.util.Locale;

/**
 * What became of a mutant at one layer.
 *
 * @param mutant its name
 * @param operator the way in which it is weak
 * @param workload that it is of, as kubectl writes it; for the layer of functions, the step; for that of the network, who dialled
 * @param container that must show it; empty where it is not about one
 * @param layer where it was looked at
 * @param check that must be red
 * @param outcome whether it was
 * @param reason what the check said, or why the mutant is none
 */
public record Fate(
        String mutant,
        String operator,
        String workload,
        String container,
        Layer layer,
        CheckId check,
        Outcome outcome,
        String reason) {

    /** Whether a mutant was noticed. */
    public enum Outcome {
        /** Its check was red, with the words that belong to it. */
        KILLED,
        /** Something else was red, so that nobody knows whether its check would have been. */
        KILLED_OTHERWISE,
        /** Its check was green: it sleeps. */
        SURVIVED,
        /** It is no weakness here, for the reason that is given. */
        EQUIVALENT,
        /** There is nothing to look at: the software itself refuses to run so, or nobody answers where it would show. */
        NOT_VIABLE;

        /** Such as {@code killed-otherwise}. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether it was not noticed for its own reason, although it could have been. */
    public boolean isAlive() {
        return outcome == Outcome.SURVIVED || outcome == Outcome.KILLED_OTHERWISE;
    }

    /** The same, of a container that does not run. */
    public Fate notViable() {
        return new Fate(mutant, operator, workload, container, layer, check, Outcome.NOT_VIABLE, reason);
    }

    /** What a verdict that rests on it says: where it was red, and with what words. */
    public String words() {
        return "%s: %s: %s".formatted(layer.id(), mutant, reason);
    }
}
