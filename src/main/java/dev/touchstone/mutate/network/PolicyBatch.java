package dev.touchstone.mutate.network;

import dev.touchstone.observe.Cell;
import java.util.List;
import java.util.stream.Stream;

/**
 * Mutants that are installed at once: each of the cells that is watched for one of them changes by that one alone.
 *
 * @param watched each with its own cells
 */
public record PolicyBatch(List<Watched> watched) {

    public PolicyBatch {
        watched = List.copyOf(watched);
    }

    /** Everything that is dialled for it. */
    public List<Cell> cells() {
        return watched.stream()
                .flatMap(each -> each.cells().stream())
                .distinct()
                .toList();
    }

    /** The mutants themselves. */
    public List<PolicyMutant> mutants() {
        return watched.stream().map(Watched::mutant).toList();
    }

    /**
     * A mutant, and what is dialled for it.
     *
     * @param mutant of the batch
     * @param shows cells that it changes, and no other of the batch does
     * @param witnesses cells that nothing of the batch changes: where all is closed, or all open, so are they
     */
    public record Watched(PolicyMutant mutant, List<Cell> shows, List<Cell> witnesses) {

        public Watched {
            shows = List.copyOf(shows);
            witnesses = List.copyOf(witnesses);
        }

        /** All of them. */
        public List<Cell> cells() {
            return Stream.concat(shows.stream(), witnesses.stream()).toList();
        }
    }
}
