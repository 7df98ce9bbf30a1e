package dev.touchstone.junit;

import dev.touchstone.chart.Rendered;
import dev.touchstone.evidence.EvidenceFolder;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Verdict;
import dev.touchstone.judge.Verdict.FactRef;
import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.Redaction;
import dev.touchstone.observe.Seen;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Writes observations down as they come in, and knows for each verdict which of them it rests on. */
final class RunRecord {

    private static final ObjectMapper YAML = YAMLMapper.builder().build();

    private final EvidenceFolder evidence;
    private final Map<Subject, List<FactRef>> bySubject = new HashMap<>();
    private final List<FactRef> admission = new ArrayList<>();
    private final List<FactRef> pods = new ArrayList<>();
    private final Map<String, List<FactRef>> bySteps = new HashMap<>();

    RunRecord(EvidenceFolder evidence) {
        this.evidence = evidence;
    }

    void rendered(Rendered rendered) {
        evidence.text(
                "rendered.yaml",
                rendered.objects().stream()
                        .map(object -> "# Source: " + object.source() + "\n"
                                + YAML.writeValueAsString(Redaction.of(object.json()))
                                        .replaceFirst("^---\n", "")
                                        .replace(Rendered.HOOK, "helm.sh/hook"))
                        .collect(Collectors.joining("---\n")));
    }

    void installed(Installation installation) {
        admission.add(evidence.fact("admission", installation.admissions()));
        pods.add(evidence.fact("rollout", installation.rollout()));
    }

    void container(Seen seen) {
        Subject subject = seen.facts().subject();
        String name = "containers/%s.%s"
                .formatted(
                        subject.pod().isEmpty() ? subject.workload().replace('/', '-') : subject.pod(),
                        subject.container());
        List<FactRef> references = new ArrayList<>();
        references.add(evidence.fact(name, seen.facts()));
        if (!seen.transcript().isEmpty()) {
            references.add(evidence.transcript(name, seen.transcript()));
        }
        bySubject.put(subject, references);
    }

    void step(StepFacts facts) {
        String name = "function/%02d-%s"
                .formatted(
                        bySteps.size() + 1,
                        facts.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
        List<FactRef> references = new ArrayList<>(List.of(
                evidence.fact(name, facts),
                evidence.transcript(name, facts.attempt().output())));
        facts.control()
                .ifPresent(control -> references.add(
                        evidence.transcript(name + "-control", control.attempt().output())));
        bySteps.put(facts.name(), references);
    }

    void pods(List<PodFacts> facts) {
        pods.add(evidence.fact("pods", facts));
    }

    /** The verdicts, each with the files that it rests on. */
    List<Verdict> bound(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> verdict.with(references(verdict)))
                .toList();
    }

    private List<FactRef> references(Verdict verdict) {
        CheckId check = verdict.check();
        if (check == CheckId.ADMITTED) {
            return admission;
        }
        if (check == CheckId.RUNNING) {
            return pods;
        }
        return check == CheckId.FUNCTION
                ? bySteps.getOrDefault(verdict.subject().workload(), List.of())
                : bySubject.getOrDefault(verdict.subject(), List.of());
    }
}
