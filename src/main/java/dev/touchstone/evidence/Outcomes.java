package dev.touchstone.evidence;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a run came out, and nothing of why: what two runs are compared by.
 *
 * @param run what it was about
 * @param of the worst outcome of each check on each container, workload or step; replicas share one
 */
public record Outcomes(RunInfo run, SortedMap<String, Outcome> of) {

    public Outcomes {
        of = Collections.unmodifiableSortedMap(new TreeMap<>(of));
    }

    /** Of a run's verdicts. */
    static Outcomes of(RunInfo run, List<Verdict> verdicts) {
        SortedMap<String, Outcome> outcomes = new TreeMap<>();
        verdicts.forEach(verdict -> outcomes.merge(name(verdict), verdict.outcome(), Outcomes::worse));
        return new Outcomes(run, outcomes);
    }

    private static String name(Verdict verdict) {
        return verdict.check() == CheckId.ARBITRARY_UID
                ? verdict.name() + " as " + verdict.subject().phase()
                : verdict.name();
    }

    private static Outcome worse(Outcome one, Outcome other) {
        return one.isWorseThan(other) ? one : other;
    }

    /** What came out otherwise than in another run, in the order of their names. */
    List<Change> since(Outcomes before) {
        SortedSet<String> names = new TreeSet<>(before.of.keySet());
        names.addAll(of.keySet());
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            Optional<Outcome> then = Optional.ofNullable(before.of.get(name));
            Optional<Outcome> now = Optional.ofNullable(of.get(name));
            if (!then.equals(now)) {
                changes.add(new Change(name, then, now));
            }
        }
        return changes;
    }

    /**
     * Something that came out otherwise.
     *
     * @param what check and subject
     * @param before how it came out in the other run; empty where that did not ask
     * @param now how it came out; empty where it was not asked any more
     */
    public record Change(String what, Optional<Outcome> before, Optional<Outcome> now) {

        /** Such as {@code seccomp of web/web: PASS, was FAIL}. */
        public String words() {
            return "%s: %s, was %s"
                    .formatted(
                            what,
                            now.map(Enum::name).orElse("not asked"),
                            before.map(Enum::name).orElse("not asked"));
        }
    }
}
