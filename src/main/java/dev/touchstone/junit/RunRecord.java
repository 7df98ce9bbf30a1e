package dev.touchstone.junit;

import dev.touchstone.chart.Rendered;
import dev.touchstone.evidence.EvidenceFolder;
import dev.touchstone.evidence.IdentityOutline;
import dev.touchstone.evidence.ReleaseOutline;
import dev.touchstone.evidence.UpgradeOutline;
import dev.touchstone.judge.Verdict;
import dev.touchstone.judge.Verdict.FactRef;
import dev.touchstone.observe.AccountFacts;
import dev.touchstone.observe.DisruptionFacts;
import dev.touchstone.observe.DisturbanceFacts;
import dev.touchstone.observe.Footprint;
import dev.touchstone.observe.IdentityFacts;
import dev.touchstone.observe.NetworkFacts;
import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.Redaction;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.Revision;
import dev.touchstone.observe.Seen;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Writes observations down as they come in, and knows for each verdict which of them it rests on. */
final class RunRecord {

    private static final ObjectMapper YAML = YAMLMapper.builder().build();

    private final EvidenceFolder evidence;
    private final String folder;
    private final Map<Subject, List<FactRef>> bySubject = new LinkedHashMap<>();
    private final List<FactRef> admission = new ArrayList<>();
    private final List<FactRef> pods = new ArrayList<>();
    private final Map<String, List<FactRef>> bySteps = new HashMap<>();
    private final List<FactRef> footprints = new ArrayList<>();
    private final List<FactRef> accounts = new ArrayList<>();
    private final List<FactRef> network = new ArrayList<>();
    private final List<FactRef> disruption = new ArrayList<>();
    private final List<String> stepFiles = new ArrayList<>();

    /** @param folder within {@code facts}; empty for the release itself, else with a slash at its end */
    RunRecord(EvidenceFolder evidence, String folder) {
        this.evidence = evidence;
        this.folder = folder;
    }

    void rendered(Rendered rendered) {
        evidence.text(
                folder.replace('/', '-') + "rendered.yaml",
                rendered.objects().stream()
                        .map(object -> "# Source: " + object.source() + "\n"
                                + YAML.writeValueAsString(Redaction.of(object.json()))
                                        .replaceFirst("^---\n", "")
                                        .replace(Rendered.HOOK, "helm.sh/hook"))
                        .collect(Collectors.joining("---\n")));
    }

    void installed(Installation installation) {
        admission.add(evidence.fact(folder + "admission", installation.admissions()));
        pods.add(evidence.fact(folder + "rollout", installation.rollout()));
    }

    void container(Seen seen) {
        Subject subject = seen.facts().subject();
        String name = folder
                + "containers/%s.%s"
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
        String name = folder
                + "function/%02d-%s"
                        .formatted(
                                bySteps.size() + 1,
                                facts.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
        FactRef step = evidence.fact(name, facts);
        stepFiles.add(step.path());
        List<FactRef> references = new ArrayList<>(
                List.of(step, evidence.transcript(name, facts.attempt().output())));
        facts.control()
                .ifPresent(control -> references.add(
                        evidence.transcript(name + "-control", control.attempt().output())));
        bySteps.put(facts.name(), references);
    }

    void pods(List<PodFacts> facts) {
        pods.add(evidence.fact(folder + "pods", facts));
    }

    void footprints(List<Footprint> facts) {
        if (!facts.isEmpty()) {
            footprints.add(evidence.fact(folder + "footprints", facts));
        }
    }

    void accounts(List<AccountFacts> facts) {
        if (!facts.isEmpty()) {
            accounts.add(evidence.fact(folder + "accounts", facts));
        }
    }

    void network(NetworkFacts facts) {
        network.add(evidence.fact(folder + "network", facts));
    }

    void disruption(DisruptionFacts facts) {
        disruption.add(evidence.fact(folder + "disruption", facts));
    }

    void disturbed(DisturbanceFacts facts) {
        disruption.add(evidence.fact(folder + "disturbances", facts));
    }

    /** What has no file of its own, when all of it is known: with the other files, all that the judges are given. */
    void release(ReleaseFacts facts) {
        evidence.fact(
                folder + "release",
                new ReleaseOutline(
                        facts.workloads(),
                        facts.untried(),
                        facts.containers().stream()
                                .map(container -> bySubject.getOrDefault(container.subject(), List.of()))
                                .flatMap(files -> files.stream().limit(1))
                                .map(FactRef::path)
                                .toList(),
                        stepFiles));
    }

    /** A release that there never was, and why. */
    void untried(ReleaseFacts facts) {
        evidence.fact(folder + "rollout", facts.rollout());
        release(facts);
    }

    /** What a person would look at first. */
    void failure(Map<String, String> texts) {
        texts.forEach((name, text) -> evidence.text("failure/" + folder + name, text));
    }

    /** The users that it ran under. */
    void identity(IdentityFacts facts) {
        evidence.fact(folder + "identity", new IdentityOutline(facts.name(), facts.range(), facts.trials()));
    }

    /** What an upgrade has beyond a release. */
    void upgrade(List<Revision> revisions, Optional<StepFacts> migration) {
        pods.add(evidence.fact(folder + "upgrade", new UpgradeOutline(revisions, migration)));
    }

    /** Files that a verdict of one release rests on. */
    List<FactRef> references(Verdict verdict) {
        return switch (verdict.check()) {
            case ADMITTED -> admission;
            case RUNNING -> pods;
            case UPGRADE -> bySteps.getOrDefault(verdict.subject().workload(), pods);
            case LEAST_RIGHTS -> accounts;
            case REACHABILITY -> network;
            case DISRUPTION -> disruption;
            default -> of(verdict.subject());
        };
    }

    /** All that a container has answered, word for word; empty where it was not asked. */
    Optional<String> transcript(Subject subject) {
        return bySubject.getOrDefault(subject, List.of()).stream()
                .map(FactRef::path)
                .filter(path -> path.endsWith(".txt"))
                .findFirst()
                .map(evidence::read);
    }

    /** What was seen of a container, in one pod or in all of them, or of a step. */
    List<FactRef> of(Subject subject) {
        List<FactRef> step = bySteps.get(subject.workload());
        return step != null
                ? step
                : bySubject.entrySet().stream()
                        .filter(entry -> isMeant(subject, entry.getKey()))
                        .flatMap(entry -> entry.getValue().stream())
                        .toList();
    }

    private static boolean isMeant(Subject subject, Subject seen) {
        return seen.workload().equals(subject.workload())
                && seen.container().equals(subject.container())
                && (subject.pod().isEmpty() || subject.pod().equals(seen.pod()));
    }

    /** What was seen at the end of every container's memory, start and log. */
    List<FactRef> footprints() {
        return footprints;
    }
}
