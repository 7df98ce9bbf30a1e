package dev.touchstone.mutate;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of all mutants of a run.
 *
 * @param fates of every mutant at every layer where it can be noticed
 */
public record KillMatrix(List<Fate> fates) {

    public KillMatrix {
        fates = List.copyOf(fates);
    }

    /** The same with further fates. */
    public KillMatrix and(List<Fate> more) {
        return new KillMatrix(Stream.concat(fates.stream(), more.stream()).toList());
    }

    /** How many mutants met with an outcome. */
    public long count(Fate.Outcome outcome) {
        return fates.stream().filter(fate -> fate.outcome() == outcome).count();
    }

    /** How many could have been killed. */
    public long generated() {
        return fates.stream().filter(fate -> !doesNotCount(fate)).count();
    }

    /** Those that were not killed for their own reason, although they could have been. */
    public List<Fate> alive() {
        return fates.stream().filter(Fate::isAlive).toList();
    }

    /** Whether there were mutants, and each was killed. */
    public boolean complete() {
        return generated() > 0 && alive().isEmpty();
    }

    /** Such as {@code 212 of 212 mutants killed (100.0 %), 4 equivalent, 1 not viable}. */
    public String score() {
        long killed = count(Fate.Outcome.KILLED);
        return "%d of %d mutants killed (%.1f %%), %d equivalent, %d not viable"
                .formatted(
                        killed,
                        generated(),
                        generated() == 0 ? 0.0 : 100.0 * killed / generated(),
                        count(Fate.Outcome.EQUIVALENT),
                        count(Fate.Outcome.NOT_VIABLE));
    }

    /** The verdict with what has turned its check red in this run; without that it is INCONCLUSIVE, however green. */
    public Verdict bind(Verdict verdict) {
        if (verdict.outcome() != dev.touchstone.judge.Outcome.PASS) {
            return verdict;
        }
        return controlOf(verdict)
                .map(verdict::controlledBy)
                .orElseGet(() -> verdict.uncontrolled(
                        "no mutant has turned this check red in this run, so that its green means nothing: "
                                + verdict.reason()));
    }

    /** The same in a run that tried mutants of some checks only: what is of another check stays as it is. */
    public Verdict bindOwn(Verdict verdict) {
        boolean own = fates.stream().anyMatch(fate -> fate.check() == verdict.check() && !doesNotCount(fate));
        return own ? bind(verdict) : verdict;
    }

    /**
     * What has turned a verdict's check red in this run: on the same container where there is such a mutant, else on another. What
     * was really run counts before what was only judged again. Empty when nothing has.
     */
    Optional<String> controlOf(Verdict verdict) {
        return fates.stream()
                .filter(fate -> fate.outcome() == Fate.Outcome.KILLED && fate.check() == verdict.check())
                .min(Comparator.comparing((Fate fate) -> fate.layer() == Layer.COMPARISON)
                        .thenComparing(fate -> distance(fate, verdict)))
                .map(Fate::words);
    }

    private static int distance(Fate fate, Verdict verdict) {
        boolean sameWorkload = fate.workload().equals(verdict.subject().workload());
        boolean sameContainer = fate.container().equals(verdict.subject().container());
        // A step is not proven by another step, nor a container's place by another's: only its check is.
        return sameWorkload && sameContainer ? 0 : sameWorkload ? 1 : 2;
    }

    /** By operator and layer, for people. */
    public String table() {
        List<String> lines = new ArrayList<>();
        lines.add(line("mutants by operator", Arrays.stream(Layer.values()).map(Layer::id)));
        rows().forEach(row ->
                lines.add(line(row.operator(), row.cells().stream().map(cell -> cell.isEmpty() ? "·" : cell))));
        stillAlive().forEach(each -> lines.add("%n  ✗ %s".formatted(each)));
        uncounted().forEach(each -> lines.add("  ○ " + each));
        return String.join(System.lineSeparator(), lines);
    }

    /**
     * The mutants of one operator.
     *
     * @param operator its name
     * @param cells one for each layer, such as {@code ✓ 3/3}; empty where it has none
     */
    public record Row(String operator, List<String> cells) {

        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** One for each operator. */
    public List<Row> rows() {
        return fates.stream()
                .collect(Collectors.groupingBy(Fate::operator, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> new Row(
                        each.getKey(),
                        Arrays.stream(Layer.values())
                                .map(layer -> cell(each.getValue(), layer))
                                .toList()))
                .toList();
    }

    /** Those that are alive, for people. */
    public List<String> stillAlive() {
        return alive().stream()
                .map(fate -> "%s, %s, %s: check %s %s: %s"
                        .formatted(
                                fate.outcome().id(),
                                fate.layer().id(),
                                fate.mutant(),
                                fate.check().id(),
                                fate.outcome() == Fate.Outcome.SURVIVED ? "slept" : "was not what noticed it",
                                fate.reason()))
                .toList();
    }

    /** Those that do not count, how many of each kind, and why. */
    public List<String> uncounted() {
        List<String> words = new ArrayList<>();
        fates.stream()
                .filter(KillMatrix::doesNotCount)
                .collect(Collectors.groupingBy(KillMatrix::why, LinkedHashMap::new, Collectors.counting()))
                .forEach((why, count) -> words.add("%d %s".formatted(count, why)));
        return words;
    }

    private static boolean doesNotCount(Fate fate) {
        return fate.outcome() == Fate.Outcome.EQUIVALENT || fate.outcome() == Fate.Outcome.NOT_VIABLE;
    }

    private static String why(Fate fate) {
        // Of a container that does not run each reason names its own pod.
        boolean alone =
                fate.outcome() == Fate.Outcome.NOT_VIABLE && !fate.container().isEmpty();
        String whose = alone ? fate.mutant() : fate.operator();
        return "%s, %s: %s".formatted(fate.outcome().id().replace('-', ' '), whose, fate.reason());
    }

    private static String line(String first, Stream<String> cells) {
        String others = cells.map("%-12s"::formatted).collect(Collectors.joining(" "));
        return "  %-34s %s".formatted(first, others).stripTrailing();
    }

    private static String cell(List<Fate> fates, Layer layer) {
        List<Fate> here = fates.stream()
                .filter(fate -> fate.layer() == layer && !doesNotCount(fate))
                .toList();
        long killed = here.stream()
                .filter(fate -> fate.outcome() == Fate.Outcome.KILLED)
                .count();
        return here.isEmpty() ? "" : "%s %d/%d".formatted(killed == here.size() ? "✓" : "✗", killed, here.size());
    }

    /** The checks of which a mutant was killed. */
    public List<CheckId> proven() {
        return fates.stream()
                .filter(fate -> fate.outcome() == Fate.Outcome.KILLED)
                .map(Fate::check)
                .distinct()
                .toList();
    }
}
