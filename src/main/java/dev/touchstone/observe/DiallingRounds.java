package dev.touchstone.observe;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Dials by all sources at once, in rounds, until what came of it stays as it is: a change of policies is enforced a moment later. */
final class DiallingRounds {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 8;
    private static final int ROUNDS = 6;

    private final Map<Endpoint, Dialler> sources = new LinkedHashMap<>();

    void join(Endpoint source, Dialler dialler) {
        sources.put(source, dialler);
    }

    /** Everybody who dials, in the order in which they have joined. */
    Set<Endpoint> sources() {
        return sources.keySet();
    }

    /** As it is now, once two rounds have said the same: a policy takes a moment to be enforced. */
    List<Cell> enforced(NetworkTargets targets) {
        List<Cell> cells = sources.keySet().stream()
                .flatMap(source -> targets.from(source).stream())
                .toList();
        List<Connectivity> last = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            List<Connectivity> found = dial(cells);
            if (found.equals(last)) {
                return filled(cells, found);
            }
            last = found;
        }
        return filled(cells, last);
    }

    /**
     * Dial some cells again, once, as it is now. What came of them with everything allowed stays as it was.
     *
     * @return them in the order of their sources
     */
    List<Cell> again(List<Cell> cells) {
        List<Cell> ordered = sources.keySet().stream()
                .flatMap(source -> cells.stream().filter(cell -> cell.from().equals(source.name())))
                .distinct()
                .toList();
        return filled(ordered, dial(ordered));
    }

    /** As it is now. Who was not reached is dialled until that stays so: each node allows everything in its own time. */
    List<Cell> opened(List<Cell> enforced) {
        List<Connectivity> found = new ArrayList<>(dial(enforced));
        List<Integer> doubtful = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            List<Integer> open = IntStream.range(0, enforced.size())
                    .filter(i ->
                            found.get(i) != Connectivity.OPEN && enforced.get(i).reached() != NetworkTargets.CLOSED)
                    .boxed()
                    .toList();
            if (open.equals(doubtful)) {
                break;
            }
            doubtful = open;
            List<Connectivity> anew = dial(open.stream().map(enforced::get).toList());
            for (int i = 0; i < open.size(); i++) {
                found.set(open.get(i), anew.get(i));
            }
        }
        return IntStream.range(0, enforced.size())
                .mapToObj(i -> enforced.get(i).withOpen(found.get(i)))
                .toList();
    }

    /** Until the stranger is kept again from what was only open with everything allowed. */
    void awaitClosing(List<Cell> cells) {
        List<Cell> kept = cells.stream()
                .filter(cell -> cell.from().equals(NetworkObserver.STRANGER)
                        && cell.enforced().closed()
                        && cell.open() == Connectivity.OPEN)
                .toList();
        if (!kept.isEmpty()) {
            Await.that("the policies are enforced again as they were")
                    .within(PATIENCE)
                    .until(() -> {
                        long open = dial(kept).stream()
                                .filter(Connectivity.OPEN::equals)
                                .count();
                        return State.of(open == 0, open + " connections still come about");
                    });
        }
    }

    /** Until something that was closed for the stranger is open. Where nothing was, there is nothing to wait for. */
    void awaitOpening(List<Cell> enforced) {
        List<Cell> closed = enforced.stream()
                .filter(cell -> cell.from().equals(NetworkObserver.STRANGER)
                        && cell.enforced().closed()
                        && cell.reached() != NetworkTargets.CLOSED)
                .toList();
        if (!closed.isEmpty()) {
            Await.that("a policy that allows everything is enforced")
                    .within(PATIENCE)
                    .until(() -> State.of(dial(closed).contains(Connectivity.OPEN), "all is closed: " + closed.size()));
        }
    }

    private List<Connectivity> dial(List<Cell> cells) {
        Map<String, List<Cell>> bySource = new LinkedHashMap<>();
        cells.forEach(cell ->
                bySource.computeIfAbsent(cell.from(), name -> new ArrayList<>()).add(cell));
        List<Map.Entry<Endpoint, Dialler>> dialling = sources.entrySet().stream()
                .filter(source -> bySource.containsKey(source.getKey().name()))
                .toList();
        // Cells are in the order of their sources.
        return Parallel.map(
                        AT_ONCE,
                        dialling,
                        source -> source.getValue()
                                .dial(bySource.getOrDefault(source.getKey().name(), List.of())))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<Cell> filled(List<Cell> cells, List<Connectivity> found) {
        List<Cell> filled = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            filled.add(cells.get(i).withEnforced(found.get(i)));
        }
        return filled;
    }
}
