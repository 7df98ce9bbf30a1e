package dev.touchstone.junit;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.chart.PodTemplate;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.evidence.EvidenceFolder;
import dev.touchstone.evidence.EvidenceIndex;
import dev.touchstone.evidence.Page;
import dev.touchstone.evidence.RunInfo;
import dev.touchstone.image.Delivery;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.ContainerObserver;
import dev.touchstone.observe.PodObserver;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.Seen;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.StepRunner;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Step;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Accepts one scenario on one cluster: brings images, installs, observes, tries the functional steps, judges, and writes it down. */
public final class AcceptanceRun {

    private final Cluster cluster;
    private final Installations installations;
    private final Path evidenceRoot;
    private final Set<CheckId> checks;
    private final Progress progress;

    /**
     * @param evidenceRoot where the run's folder is made: {@code SCENARIO/KUBERNETES VERSION}
     * @param checks those to be made; all of them for an acceptance
     */
    AcceptanceRun(
            Cluster cluster, Installations installations, Path evidenceRoot, Set<CheckId> checks, Progress progress) {
        this.cluster = cluster;
        this.installations = installations;
        this.evidenceRoot = evidenceRoot;
        this.checks = checks;
        this.progress = progress;
    }

    /**
     * Run it.
     *
     * @param level of Pod Security that the namespace enforces
     */
    AcceptanceResult run(PreparedScenario prepared, PodSecurity level) {
        Scenario scenario = prepared.scenario();
        RunInfos infos = new RunInfos(cluster);
        EvidenceFolder evidence =
                EvidenceFolder.begin(evidenceRoot.resolve(scenario.name()).resolve(infos.version()));
        evidence.run(infos.begin(prepared, level, List.of(), checks));
        EvidenceIndex.write(evidenceRoot);
        progress.awaiting("bringing images to the cluster");
        List<Delivery> deliveries = installations.deliver(prepared, cluster);
        RunInfo run = infos.begin(prepared, level, deliveries, checks);
        evidence.run(run);
        RunRecord record = new RunRecord(evidence);
        record.rendered(prepared.rendered());
        Installation installation = installations.of(prepared, cluster, level, progress);
        record.installed(installation);
        Judge judge = new Judge(checks);
        List<PodTemplate> templates = prepared.rendered().podTemplates();
        List<Seen> seen = observe(installation, templates);
        seen.forEach(record::container);
        ReleaseFacts facts = facts(installation, templates, seen, List.of(), names(scenario));
        evidence.verdicts(record.bound(judge.judge(facts)));
        List<StepFacts> steps = function(scenario, installation, record);
        facts = facts(
                installation,
                templates,
                seen,
                steps,
                steps.isEmpty() && wanted(CheckId.FUNCTION) ? names(scenario) : List.of());
        record.pods(facts.pods());
        List<Verdict> verdicts = Waivers.apply(scenario.waivers(), record.bound(judge.judge(facts)));
        return finish(evidence, run, facts, verdicts, prepared);
    }

    private List<Seen> observe(Installation installation, List<PodTemplate> templates) {
        progress.awaiting("asking every container");
        List<Seen> seen = new ContainerObserver(
                        cluster.client(), installation.release().namespace(), Installations.PROBE_IMAGE)
                .ask(templates);
        long asked =
                seen.stream().filter(each -> each.facts().probe().isPresent()).count();
        progress.reached("observed: %d of %d containers have answered".formatted(asked, seen.size()));
        return seen;
    }

    private List<StepFacts> function(Scenario scenario, Installation installation, RunRecord record) {
        List<StepFacts> steps = new ArrayList<>();
        if (!installation.rollout().ready() || !wanted(CheckId.FUNCTION)) {
            return steps;
        }
        StepRunner runner = new StepRunner(cluster, installation.release());
        for (Step step : scenario.function()) {
            progress.awaiting("trying: " + step.name());
            StepFacts facts = runner.run(step);
            record.step(facts);
            steps.add(facts);
            progress.reached("tried: " + step.name());
        }
        return steps;
    }

    private static List<String> names(Scenario scenario) {
        return scenario.function().stream().map(Step::name).toList();
    }

    private boolean wanted(CheckId check) {
        return checks.contains(check);
    }

    private ReleaseFacts facts(
            Installation installation,
            List<PodTemplate> templates,
            List<Seen> seen,
            List<StepFacts> steps,
            List<String> untried) {
        return new ReleaseFacts(
                installation.admissions(),
                installation.rollout(),
                templates.stream()
                        .filter(PodTemplate::makesPods)
                        .map(PodTemplate::workload)
                        .distinct()
                        .toList(),
                new PodObserver(cluster.client(), installation.release().namespace()).look(),
                seen.stream().map(Seen::facts).toList(),
                steps,
                untried);
    }

    private AcceptanceResult finish(
            EvidenceFolder evidence,
            RunInfo run,
            ReleaseFacts facts,
            List<Verdict> verdicts,
            PreparedScenario prepared) {
        List<String> missing = new ArrayList<>(new Completeness(checks).missing(prepared, verdicts));
        missing.addAll(Completeness.unsettled(facts));
        missing.addAll(Waivers.unused(prepared.scenario().waivers(), verdicts));
        boolean clean =
                missing.isEmpty() && !verdicts.isEmpty() && verdicts.stream().allMatch(Verdict::acceptable);
        boolean all = checks.size() == CheckId.values().length;
        RunInfo ended = run.ended(clean ? (all ? RunInfo.ACCEPTED : RunInfo.PARTIAL) : RunInfo.REFUSED, Instant.now());
        evidence.verdicts(verdicts);
        evidence.text("index.html", Page.of(ended, verdicts, facts));
        evidence.run(ended);
        evidence.seal();
        EvidenceIndex.write(evidenceRoot);
        List<Verdict> findings =
                verdicts.stream().filter(verdict -> !verdict.acceptable()).toList();
        return new AcceptanceResult(
                ended, facts, verdicts, missing, evidence.path(), Advice.of(prepared, findings, facts.containers()));
    }
}
