package dev.touchstone.junit;

import dev.touchstone.chart.PodTemplate;
import dev.touchstone.chart.Rendered;
import dev.touchstone.chart.ValuesKeys;
import dev.touchstone.chart.ValuesKeys.Change;
import dev.touchstone.chart.ValuesKeys.Field;
import dev.touchstone.chart.ValuesKeys.Setting;
import dev.touchstone.judge.Remedy;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.Admission;
import dev.touchstone.observe.ContainerFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says where to change what: the field that a finding is about, its template, the values that decide it, and whether the change was
 * tried.
 */
final class Advice {

    private final Map<Field, List<Setting>> keys;
    private final Map<Field, String> tried;
    private final Map<String, String> sources;

    private Advice(Map<Field, List<Setting>> keys, Map<Field, String> tried, Map<String, String> sources) {
        this.keys = keys;
        this.tried = tried;
        this.sources = sources;
    }

    /**
     * Try the chart's values for every finding that names a field.
     *
     * @param trial asks the API server whether it takes a pod; empty where there is none to ask
     */
    static Advice of(
            PreparedScenario prepared,
            List<Verdict> findings,
            List<ContainerFacts> containers,
            Function<PodTemplate, Optional<Admission>> trial) {
        Map<String, String> sources = containers.stream()
                .collect(Collectors.toMap(
                        each -> each.subject().workload(), ContainerFacts::template, (first, second) -> first));
        Map<Field, Remedy> remedies = findings.stream()
                .flatMap(finding -> field(finding).stream()
                        .map(field -> Map.entry(field, finding.remedy().orElseThrow())))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first, LinkedHashMap::new));
        if (remedies.isEmpty()) {
            return new Advice(Map.of(), Map.of(), sources);
        }
        ValuesKeys values = new ValuesKeys(
                prepared.chart(),
                prepared.version(),
                prepared.overlay(),
                prepared.scenario().release(),
                prepared.scenario().namespace());
        Map<Field, List<Setting>> keys = values.deciding(List.copyOf(remedies.keySet()));
        Map<Field, String> wanted = new LinkedHashMap<>();
        remedies.forEach((field, remedy) -> {
            if (remedy.literal()) {
                wanted.put(field, remedy.value());
            }
        });
        Map<Field, Change> changes = values.changes(wanted, keys);
        Map<Field, String> tried = new LinkedHashMap<>();
        wanted.forEach((field, value) -> {
            Optional<Change> change = Optional.ofNullable(changes.get(field));
            // By the values where they can, else in the template itself.
            Rendered rendered = change.map(Change::rendered).orElseGet(() -> field.set(prepared.rendered(), value));
            tried(field, change.map(each -> "with " + each.key()).orElse("with it"), rendered, trial)
                    .ifPresent(words -> tried.put(field, words));
        });
        return new Advice(keys, tried, sources);
    }

    private static Optional<String> tried(
            Field field, String with, Rendered rendered, Function<PodTemplate, Optional<Admission>> trial) {
        return rendered.podTemplates().stream()
                .filter(template -> template.workload().equals(field.workload()))
                .findFirst()
                .flatMap(trial)
                .map(answer -> answer.admitted()
                        ? with + " the API server takes the pod (dry run)"
                        : "%s the API server still refuses the pod (dry run): %s".formatted(with, answer.message()));
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
            List<Setting> deciding = field(verdict)
                    .map(field -> keys.getOrDefault(field, List.of()))
                    .orElse(List.of());
            String what = deciding.isEmpty()
                    ? "set in " + where + " (no value of the chart decides it)"
                    : "decided by the values key %s (in %s)"
                            .formatted(
                                    deciding.stream().map(Setting::toString).collect(Collectors.joining(", ")), where);
            return field(verdict)
                    .flatMap(field -> Optional.ofNullable(tried.get(field)))
                    .map(words -> what + "; " + words)
                    .orElse(what);
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
