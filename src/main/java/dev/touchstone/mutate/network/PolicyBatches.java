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
 * and does not with all of the batch but this one.
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
        Predicate<Cell> changed = matrix.changedBy(together);
        if (!batch.watched().stream().allMatch(watched -> stillShows(watched, together, changed))) {
            return Optional.empty();
        }
        return watch(mutant, changed, matrix.changedBy(batch.mutants()))
                .map(watched -> new PolicyBatch(Stream.concat(batch.watched().stream(), Stream.of(watched))
                        .toList()));
    }

    private boolean stillShows(Watched watched, List<PolicyMutant> together, Predicate<Cell> changed) {
        Predicate<Cell> withoutIt = matrix.changedBy(together.stream()
                .filter(other -> !other.equals(watched.mutant()))
                .toList());
        return watched.shows().stream().allMatch(cell -> changed.test(cell) && !withoutIt.test(cell))
                && watched.witnesses().stream().noneMatch(changed);
    }

    private Optional<Watched> watch(PolicyMutant mutant, Predicate<Cell> changed, Predicate<Cell> withoutIt) {
        List<Cell> own = spread(mutant.shows()).stream()
                .filter(cell -> changed.test(cell) && !withoutIt.test(cell))
                .toList();
        return own.stream().findFirst().map(first -> {
            List<Cell> shows = own.stream()
                    .filter(cell -> cell.from().equals(first.from()))
                    .limit(WATCHED)
                    .toList();
            return new Watched(mutant, shows, witness(first, changed));
        });
    }

    /** From the same pod, and as open or closed as the cell was; best at the same target. */
    private List<Cell> witness(Cell shows, Predicate<Cell> changed) {
        boolean open = shows.enforced() == Connectivity.OPEN;
        return matrix.cells().stream()
                .filter(cell -> cell.from().equals(shows.from())
                        && (cell.enforced() == Connectivity.OPEN) == open
                        && matrix.isGreen(cell)
                        && !changed.test(cell))
                .min(Comparator.comparing(cell -> !cell.to().equals(shows.to())))
                .stream()
                .toList();
    }

    private static List<Cell> spread(List<Cell> cells) {
        int step = Math.max(1, cells.size() / CONSIDERED);
        return Stream.iterate(0, i -> i < cells.size(), i -> i + step)
                .map(cells::get)
                .toList();
    }
}
