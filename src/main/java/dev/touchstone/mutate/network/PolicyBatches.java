package dev.touchstone.mutate.network;

import dev.touchstone.mutate.network.PolicyBatch.Watched;
import dev.touchstone.observe.Cell;
import dev.touchstone.observe.Connectivity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts many mutants of policies into one change of the cluster. A connection needs both ends, so two mutants may do together what
 * neither does alone, or one may undo the other. Hence a cell is watched for a mutant only if it changes with all of the batch,
 * and does not with all of the batch but this one, also as a plugin sees it that takes a policy's rules for either end.
 */
final class PolicyBatches {

    /** To dial more than these from the same pod shows nothing more. */
    private static final int WATCHED = 2;

    /** Of hundreds of cells that a mutant changes, as many are considered, from all over the matrix. */
    private static final int CONSIDERED = 24;

    private final PolicyMatrix matrix;

    PolicyBatches(PolicyMatrix matrix) {
        this.matrix = matrix;
    }

    /** As few as there can be, by taking each mutant into the first that has room for it. */
    List<PolicyBatch> of(List<PolicyMutant> mutants) {
        List<PolicyBatch> batches = new ArrayList<>();
        mutants.forEach(mutant -> add(batches, mutant));
        return batches;
    }

    /** With one mutant of each operator: the first that finds room in what there is, else the first. */
    List<PolicyBatch> sample(List<PolicyMutant> mutants) {
        Map<String, List<PolicyMutant>> byOperator = mutants.stream()
                .collect(Collectors.groupingBy(PolicyMutant::operator, LinkedHashMap::new, Collectors.toList()));
        List<PolicyBatch> batches = new ArrayList<>();
        byOperator
                .values()
                .forEach(some -> some.stream()
                        .filter(mutant -> room(batches, mutant))
                        .findFirst()
                        .ifPresentOrElse(mutant -> {}, () -> add(batches, some.get(0))));
        return batches;
    }

    private void add(List<PolicyBatch> batches, PolicyMutant mutant) {
        if (!room(batches, mutant)) {
            batches.add(with(new PolicyBatch(List.of()), mutant).orElseThrow());
        }
    }

    private boolean room(List<PolicyBatch> batches, PolicyMutant mutant) {
        for (int i = 0; i < batches.size(); i++) {
            Optional<PolicyBatch> larger = with(batches.get(i), mutant);
            if (larger.isPresent()) {
                batches.set(i, larger.get());
                return true;
            }
        }
        return false;
    }

    /** The batch with another mutant, if each of its cells still changes by its own mutant alone. */
    private Optional<PolicyBatch> with(PolicyBatch batch, PolicyMutant mutant) {
        if (batch.mutants().stream().anyMatch(other -> other.policy().equals(mutant.policy()))) {
            return Optional.empty();
        }
        List<PolicyMutant> together =
                Stream.concat(batch.mutants().stream(), Stream.of(mutant)).toList();
        Predicate<Cell> kept =
                matrix.changedBy(together).or(matrix.withinAnyOf(together)).negate();
        if (!batch.watched().stream().allMatch(watched -> stillShows(watched, together, kept))) {
            return Optional.empty();
        }
        return watch(mutant, byItAlone(mutant, together), kept)
                .map(watched -> new PolicyBatch(Stream.concat(batch.watched().stream(), Stream.of(watched))
                        .toList()));
    }

    /** Tells which cells change with all of these, and for no other reason than this one. */
    private Predicate<Cell> byItAlone(PolicyMutant mutant, List<PolicyMutant> together) {
        List<PolicyMutant> others =
                together.stream().filter(other -> !other.equals(mutant)).toList();
        return matrix.changedBy(together)
                .and(matrix.changedBy(others).negate())
                .and(matrix.withinAnyOf(others).negate());
    }

    private boolean stillShows(Watched watched, List<PolicyMutant> together, Predicate<Cell> kept) {
        return watched.shows().stream().allMatch(byItAlone(watched.mutant(), together))
                && watched.witnesses().stream().allMatch(kept);
    }

    private Optional<Watched> watch(PolicyMutant mutant, Predicate<Cell> byItAlone, Predicate<Cell> kept) {
        List<Cell> own = spread(mutant.shows()).stream().filter(byItAlone).toList();
        return own.stream().findFirst().map(first -> {
            List<Cell> shows = own.stream()
                    .filter(cell -> cell.from().equals(first.from()))
                    .limit(WATCHED)
                    .toList();
            return new Watched(mutant, shows, witness(first, kept));
        });
    }

    /** As open or closed as the cell was; best from the same pod, and then at the same target. */
    private List<Cell> witness(Cell shows, Predicate<Cell> kept) {
        boolean open = shows.enforced() == Connectivity.OPEN;
        return matrix.cells().stream()
                .filter(cell -> (cell.enforced() == Connectivity.OPEN) == open && matrix.isGreen(cell))
                .sorted(Comparator.comparing((Cell cell) -> !cell.from().equals(shows.from()))
                        .thenComparing(cell -> !cell.to().equals(shows.to())))
                .filter(kept)
                .limit(1)
                .toList();
    }

    private static List<Cell> spread(List<Cell> cells) {
        int step = Math.max(1, cells.size() / CONSIDERED);
        return Stream.iterate(0, i -> i < cells.size(), i -> i + step)
                .map(cells::get)
                .toList();
    }
}
