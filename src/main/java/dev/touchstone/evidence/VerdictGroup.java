package dev.touchstone.evidence;

import dev.touchstone.judge.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The verdicts on one subject, its replicas together.
 *
 * @param label the subject's name for people
 * @param verdicts in the order in which they were given
 */
public record VerdictGroup(String label, List<Numbered> verdicts) {

    public VerdictGroup {
        verdicts = List.copyOf(verdicts);
    }

    /**
     * A verdict that a cell of {@link VerdictMatrix} leads to.
     *
     * @param index among all verdicts of the run
     */
    public record Numbered(int index, Verdict verdict) {}

    static List<VerdictGroup> of(List<Verdict> verdicts) {
        Map<String, List<Numbered>> groups = new LinkedHashMap<>();
        for (int i = 0; i < verdicts.size(); i++) {
            Verdict verdict = verdicts.get(i);
            groups.computeIfAbsent(verdict.subject().label(), added -> new ArrayList<>())
                    .add(new Numbered(i, verdict));
        }
        return groups.entrySet().stream()
                .map(group -> new VerdictGroup(group.getKey(), group.getValue()))
                .toList();
    }
}
