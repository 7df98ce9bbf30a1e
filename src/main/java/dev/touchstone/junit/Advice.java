package dev.touchstone.junit;

import dev.touchstone.chart.ValuesKeys;
import dev.touchstone.chart.ValuesKeys.Field;
import dev.touchstone.judge.Remedy;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.ContainerFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says where to change what: the field that a finding is about, its template, and the values that decide it. */
final class Advice {

    private final Map<Field, List<String>> keys;
    private final Map<String, String> sources;

    private Advice(Map<Field, List<String>> keys, Map<String, String> sources) {
        this.keys = keys;
        this.sources = sources;
    }

    /** Try the chart's values for every finding that names a field; renders only, no cluster. */
    static Advice of(PreparedScenario prepared, List<Verdict> findings, List<ContainerFacts> containers) {
        Map<String, String> sources = containers.stream()
                .collect(Collectors.toMap(
                        each -> each.subject().workload(), ContainerFacts::template, (first, second) -> first));
        List<Field> fields = findings.stream()
                .flatMap(each -> field(each).stream())
                .distinct()
                .toList();
        Map<Field, List<String>> keys = fields.isEmpty()
                ? Map.of()
                : new ValuesKeys(
                                prepared.chart(),
                                prepared.version(),
                                prepared.overlay(),
                                prepared.scenario().release(),
                                prepared.scenario().namespace())
                        .deciding(fields);
        return new Advice(keys, sources);
    }

    /** What to do about a finding; empty where only a person can know. */
    Optional<String> about(Verdict verdict) {
        return verdict.remedy().map(remedy -> {
            String where = "%s: %s%s: %s"
                    .formatted(
                            sources.getOrDefault(verdict.subject().workload(), "the pod template"),
                            remedy.level() == Remedy.Level.CONTAINER
                                    ? "containers[" + verdict.subject().container() + "]."
                                    : "pod spec, ",
                            remedy.path(),
                            remedy.value());
            List<String> deciding = field(verdict)
                    .map(field -> keys.getOrDefault(field, List.of()))
                    .orElse(List.of());
            return deciding.isEmpty()
                    ? "set in " + where + " (no value of the chart decides it)"
                    : "decided by the values key %s (in %s)".formatted(String.join(", ", deciding), where);
        });
    }

    private static Optional<Field> field(Verdict verdict) {
        return verdict.remedy()
                .map(remedy -> new Field(
                        verdict.subject().workload(),
                        remedy.level() == Remedy.Level.CONTAINER
                                ? verdict.subject().container()
                                : "",
                        remedy.path()));
    }
}
