package dev.touchstone.mutate.network;

import dev.touchstone.judge.CheckId;
import dev.touchstone.mutate.Fate;
import dev.touchstone.mutate.Layer;
import dev.touchstone.observe.Cell;
import dev.touchstone.observe.NetworkFacts;
import dev.touchstone.observe.Protocol;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Every mutant of a release's policies, and where in its matrix each must show: what the policies say of a cell with it is not what
 * they say without. A mutant that changes no cell is none.
 */
public final class PolicyMutants {

    private final PolicyMatrix matrix;
    private final List<PolicyMutant> seen = new ArrayList<>();
    private final List<Fate> unseen = new ArrayList<>();

    /**
     * Make them.
     *
     * @param installed the chart's policies as they are on the cluster
     * @param facts who reached whom with them
     */
    public PolicyMutants(List<NetworkPolicy> installed, NetworkFacts facts) {
        this.matrix = new PolicyMatrix(installed, facts);
        List<PolicyOperator> operators = PolicyOperators.all(ports());
        installed.forEach(policy -> {
            List<Cell> touched = matrix.touchedBy(policy);
            operators.forEach(operator -> make(operator.of(policy), touched));
        });
    }

    /** First those at which somebody answers. */
    private List<Integer> ports() {
        return matrix.cells().stream()
                .filter(cell -> cell.protocol() == Protocol.TCP)
                .sorted(Comparator.comparing(cell -> !matrix.isGreen(cell)))
                .map(Cell::reached)
                .distinct()
                .toList();
    }

    /** The first spelling that shows; where none does, the last one says why. */
    private void make(List<PolicyMutant> spellings, List<Cell> touched) {
        Optional<PolicyMutant> shown = spellings.stream()
                .map(mutant -> mutant.shownBy(
                        changed(mutant, touched.stream().filter(matrix::isGreen).toList())))
                .filter(mutant -> !mutant.shows().isEmpty())
                .findFirst();
        shown.ifPresent(seen::add);
        if (shown.isEmpty() && !spellings.isEmpty()) {
            unseen.add(unseen(spellings.get(spellings.size() - 1), touched));
        }
    }

    private List<Cell> changed(PolicyMutant mutant, List<Cell> among) {
        return among.stream().filter(matrix.changedBy(List.of(mutant))).toList();
    }

    private Fate unseen(PolicyMutant mutant, List<Cell> touched) {
        boolean equivalent = changed(mutant, touched).isEmpty();
        return new Fate(
                mutant.name(),
                mutant.operator(),
                "networkpolicy/" + mutant.policy(),
                "",
                Layer.NETWORK,
                CheckId.REACHABILITY,
                equivalent ? Fate.Outcome.EQUIVALENT : Fate.Outcome.NOT_VIABLE,
                equivalent ? why(mutant, touched) : "it shows only where nobody answers");
    }

    private String why(PolicyMutant mutant, List<Cell> touched) {
        String because = matrix.changesAnEnd(mutant, touched)
                ? "what it changes at one end, the policies of the other end keep closed"
                : matrix.changesAnEndAlone(mutant, touched)
                        ? "other policies say the same of its pods"
                        : "whom it is about neither dials nor is dialled";
        return "no cell of who reaches whom changes: " + because;
    }

    /** Those that must show somewhere. */
    public List<PolicyMutant> seen() {
        return List.copyOf(seen);
    }

    /** What becomes of those that show nowhere, and why. */
    public List<Fate> unseen() {
        return List.copyOf(unseen);
    }

    /** All of those that show, in as few batches as there can be. */
    public List<PolicyBatch> batches() {
        return new PolicyBatches(matrix).of(seen);
    }

    /** One of each operator. */
    public List<PolicyBatch> sample() {
        return new PolicyBatches(matrix).sample(seen);
    }
}
