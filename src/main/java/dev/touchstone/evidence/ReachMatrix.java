package dev.touchstone.evidence;

import dev.touchstone.judge.Reach;
import dev.touchstone.judge.Reachability;
import dev.touchstone.observe.Cell;
import dev.touchstone.observe.NetworkFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who reaches whom, for a look at all of it at once. A port that was dialled by its address and by a Service is one column, and the worst
 * of what came of it is shown.
 *
 * @param targets who is dialled, each with its ports: the columns
 * @param rows one for each who dials
 * @param counts how many cells came to what
 * @param words of what the cluster does with policies, and how fast
 */
public record ReachMatrix(List<Target> targets, List<Row> rows, Map<Reach, Long> counts, List<String> words) {

    private static final double MILLIS = 1000;

    public ReachMatrix {
        targets = List.copyOf(targets);
        rows = List.copyOf(rows);
        counts = Map.copyOf(counts);
        words = List.copyOf(words);
    }

    /**
     * Somebody who is dialled.
     *
     * @param name of the endpoint
     * @param ports that are dialled, such as {@code 5432} or {@code 53/UDP}
     */
    public record Target(String name, List<String> ports) {

        public Target {
            ports = List.copyOf(ports);
        }
    }

    /**
     * Somebody who dials.
     *
     * @param name of the endpoint
     * @param marks one for each port of each target
     */
    public record Row(String name, List<Mark> marks) {

        public Row {
            marks = List.copyOf(marks);
        }
    }

    /**
     * What came of it.
     *
     * @param reach the worst; empty for oneself
     * @param title all that is known of it
     */
    public record Mark(Optional<Reach> reach, String title) {}

    /** A mark that does not rest on colour alone. */
    public static String sign(Reach reach) {
        return switch (reach) {
            case LEAK, BARRED -> "✗";
            case UNKNOWN -> "?";
            case REACHED -> "→";
            case KEPT -> "·";
            case SILENT -> "";
        };
    }

    /** @param kubernetes its version, of which the start-up window is a property */
    static ReachMatrix of(NetworkFacts facts, String kubernetes) {
        Reachability reachability = new Reachability(facts);
        Map<String, Map<String, Map<String, List<Cell>>>> cells = facts.cells().stream()
                .collect(Collectors.groupingBy(
                        Cell::from,
                        LinkedHashMap::new,
                        Collectors.groupingBy(
                                Cell::to,
                                LinkedHashMap::new,
                                Collectors.groupingBy(ReachMatrix::port, LinkedHashMap::new, Collectors.toList()))));
        List<Target> targets = facts.cells().stream()
                .collect(Collectors.groupingBy(
                        Cell::to, LinkedHashMap::new, Collectors.mapping(ReachMatrix::port, Collectors.toList())))
                .entrySet()
                .stream()
                .map(entry -> new Target(
                        entry.getKey(), entry.getValue().stream().distinct().toList()))
                .toList();
        List<Row> rows = cells.entrySet().stream()
                .map(row -> new Row(
                        row.getKey(),
                        targets.stream()
                                .flatMap(target -> target.ports().stream()
                                        .map(port -> mark(
                                                row.getValue()
                                                        .getOrDefault(target.name(), Map.of())
                                                        .getOrDefault(port, List.of()),
                                                reachability)))
                                .toList()))
                .toList();
        return new ReachMatrix(
                targets,
                rows,
                facts.cells().stream().collect(Collectors.groupingBy(reachability::reach, Collectors.counting())),
                words(facts, reachability.enforced(), kubernetes));
    }

    private static String port(Cell cell) {
        return switch (cell.protocol()) {
            case TCP -> String.valueOf(cell.reached());
            default -> "%d/%s".formatted(cell.reached(), cell.protocol());
        };
    }

    private static Mark mark(List<Cell> cells, Reachability reachability) {
        return new Mark(
                cells.stream().map(reachability::reach).min(Enum::compareTo),
                cells.stream()
                        .map(cell -> "%s → %s: %s%nwith the policies %s, with everything allowed %s%n%s"
                                .formatted(
                                        cell.from(),
                                        cell.target(),
                                        reachability.reach(cell).words(),
                                        cell.enforced(),
                                        cell.open(),
                                        reachability.decide(cell).words()))
                        .collect(Collectors.joining("%n%n".formatted())));
    }

    private static List<String> words(NetworkFacts facts, boolean enforced, String kubernetes) {
        NetworkFacts.Canary canary = facts.canary();
        return List.of(
                enforced
                        ? "This cluster enforces policies: a connection was %s without any, and %s %d ms after one that denies everything was made, on every node."
                                .formatted(canary.before(), canary.after(), canary.millis())
                        : "This cluster was not seen to enforce policies: a connection to a pod on %s was %s without any, and %s with one that denies everything."
                                .formatted(canary.node(), canary.before(), canary.after()),
                "Start-up window on Kubernetes %s: %s.".formatted(kubernetes, words(facts.window())),
                String.format(
                        Locale.ROOT,
                        "%d cells, each dialled with the policies and with everything allowed, in %.1f s: %.1f ms a cell.",
                        facts.cells().size(),
                        facts.millis() / MILLIS,
                        facts.millis() / (double) Math.max(1, facts.cells().size())));
    }

    private static String words(NetworkFacts.StartWindow window) {
        if (window.attempts() == 0) {
            return "nothing is forbidden to a stranger, so that no new pod was tried";
        }
        if (window.millis() < 0) {
            return "a new pod was never kept from what is forbidden, in %d attempts".formatted(window.attempts());
        }
        return window.opened() == 0
                ? "a new pod was kept from what is forbidden at its first attempt, %d ms after its first instruction"
                        .formatted(window.millis())
                : "a new pod could do what is forbidden in %d of %d attempts, until %d ms after its first instruction"
                        .formatted(window.opened(), window.attempts(), window.millis());
    }
}
