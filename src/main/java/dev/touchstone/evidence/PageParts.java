package dev.touchstone.evidence;

import dev.touchstone.observe.Subject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What stands on a run's page beside its facts and verdicts.
 *
 * @param declared finds the lines of the render that a verdict is about
 * @param timeline how the time was spent
 * @param mutants what became of them; empty where none were run
 * @param transcripts finds all that a container has answered, word for word
 * @param changes what came out otherwise than the time before; empty when there was none
 */
public record PageParts(
        DeclaredLines declared,
        Timeline timeline,
        Optional<MutantTable> mutants,
        Function<Subject, Optional<String>> transcripts,
        Optional<List<Outcomes.Change>> changes) {

    /** Of a run of which nothing more is known. */
    static PageParts none() {
        return new PageParts(
                new DeclaredLines(""),
                new Timeline(List.of()),
                Optional.empty(),
                subject -> Optional.empty(),
                Optional.empty());
    }
}
