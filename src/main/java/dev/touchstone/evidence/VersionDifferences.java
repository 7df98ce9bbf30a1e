package dev.touchstone.evidence;

import dev.touchstone.judge.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What came out differently for one scenario on different versions of Kubernetes.
 *
 * @param scenario its name
 * @param versions the columns, as the API servers report them
 * @param rows what differs; none where all versions came out the same
 */
public record VersionDifferences(String scenario, List<String> versions, List<Row> rows) {

    public VersionDifferences {
        versions = List.copyOf(versions);
        rows = List.copyOf(rows);
    }

    /**
     * A difference.
     *
     * @param what check and subject
     * @param outcomes one for each version; empty where that did not ask
     */
    public record Row(String what, List<Optional<Outcome>> outcomes) {

        public Row {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** One for each scenario that has ended on more than one version. */
    static List<VersionDifferences> among(List<IndexEntry> entries) {
        Map<String, List<Outcomes>> byScenario = entries.stream()
                .filter(entry -> entry.run().ended().isPresent())
                .map(IndexEntry::now)
                .collect(Collectors.groupingBy(
                        outcomes -> outcomes.run().scenario(), LinkedHashMap::new, Collectors.toList()));
        List<VersionDifferences> all = new ArrayList<>();
        byScenario.forEach((scenario, runs) -> {
            if (runs.size() > 1) {
                all.add(new VersionDifferences(
                        scenario,
                        runs.stream().map(each -> each.run().kubernetes()).toList(),
                        rows(runs)));
            }
        });
        return all;
    }

    private static List<Row> rows(List<Outcomes> runs) {
        SortedSet<String> names = new TreeSet<>();
        runs.forEach(run -> names.addAll(run.of().keySet()));
        return names.stream()
                .map(name -> new Row(
                        name,
                        runs.stream()
                                .map(run -> Optional.ofNullable(run.of().get(name)))
                                .toList()))
                .filter(row -> row.outcomes().stream().distinct().count() > 1)
                .toList();
    }
}
