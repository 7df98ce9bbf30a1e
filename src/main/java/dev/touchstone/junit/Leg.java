package dev.touchstone.junit;

import dev.touchstone.chart.PodTemplate;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.AccountFacts;
import dev.touchstone.observe.AccountObserver;
import dev.touchstone.observe.ContainerObserver;
import dev.touchstone.observe.Footprint;
import dev.touchstone.observe.FootprintObserver;
import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.PodObserver;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.Seen;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.StepRunner;
import dev.touchstone.scenario.Action;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at one installation: at every container, then at what the software does. A run has one for each way that a chart is installed. */
final class Leg {

    private final Cluster cluster;
    private final Scenario scenario;
    private final Installation installation;
    private final RunRecord record;
    private final Progress progress;
    private final List<PodTemplate> templates;
    private final List<String> accounts;
    private final List<Seen> seen = new ArrayList<>();
    private final List<StepFacts> steps = new ArrayList<>();

    Leg(Cluster cluster, PreparedScenario prepared, Installation installation, RunRecord record, Progress progress) {
        this.cluster = cluster;
        this.scenario = prepared.scenario();
        this.installation = installation;
        this.record = record;
        this.progress = progress;
        this.templates = prepared.rendered().podTemplates();
        this.accounts = prepared.rendered().boundAccounts();
        record.rendered(prepared.rendered());
        record.installed(installation);
    }

    /** Ask every container; what the software does is not known yet. */
    ReleaseFacts observe() {
        progress.awaiting("asking every container");
        remember(observer().ask(templates));
        long asked =
                seen.stream().filter(each -> each.facts().probe().isPresent()).count();
        progress.reached("observed: %d of %d containers have answered".formatted(asked, seen.size()));
        return facts(look(), List.of(), List.of(), names());
    }

    /**
     * Try the functional steps of a release that is Ready. Containers that a step has replaced are asked once more: they must be
     * as hardened as the ones before.
     *
     * @param wanted whether they are tried at all
     */
    ReleaseFacts function(boolean wanted) {
        if (!wanted || !installation.rollout().ready()) {
            return finish(List.of(), List.of(), wanted ? names() : List.of());
        }
        StepRunner runner = new StepRunner(cluster, installation.release());
        for (Step step : scenario.function()) {
            progress.awaiting("trying: " + step.name());
            StepFacts facts = runner.run(step);
            record.step(facts);
            steps.add(facts);
            if (step.action() instanceof Action.Restart restart) {
                askAgain(restart);
            }
            progress.reached("tried: " + step.name());
        }
        List<Footprint> footprints =
                new FootprintObserver(cluster.client(), installation.release().namespace()).look();
        record.footprints(footprints);
        List<AccountFacts> used =
                new AccountObserver(cluster, installation.release().namespace()).look(accounts);
        record.accounts(used);
        return finish(footprints, used, List.of());
    }

    private ReleaseFacts finish(List<Footprint> footprints, List<AccountFacts> used, List<String> untried) {
        List<PodFacts> pods = look();
        record.pods(pods);
        ReleaseFacts facts = facts(pods, footprints, used, untried);
        record.release(facts);
        return facts;
    }

    /** Where a judge finds something wrong, what a person would look at is kept, before anything is removed. */
    void explain(ReleaseFacts facts, Judge judge) {
        if (!judge.judge(facts).stream().allMatch(Verdict::acceptable)) {
            record.failure(installation.postMortem(cluster.client()));
        }
    }

    private void askAgain(Action.Restart restart) {
        Set<String> known = seen.stream().map(each -> each.facts().pod().uid()).collect(Collectors.toSet());
        remember(observer()
                .ask(templates, pod -> restart.workloads().contains(pod.workload()) && !known.contains(pod.uid())));
        Set<String> there = look().stream().map(PodFacts::uid).collect(Collectors.toSet());
        seen.removeIf(
                each -> restart.workloads().contains(each.facts().subject().workload())
                        && !there.contains(each.facts().pod().uid()));
    }

    private void remember(List<Seen> asked) {
        asked.forEach(record::container);
        seen.addAll(asked);
    }

    private ContainerObserver observer() {
        return new ContainerObserver(cluster.client(), installation.release().namespace(), Installations.PROBE_IMAGE);
    }

    private List<PodFacts> look() {
        return new PodObserver(cluster.client(), installation.release().namespace()).look();
    }

    private List<String> names() {
        return scenario.function().stream().map(Step::name).toList();
    }

    private ReleaseFacts facts(
            List<PodFacts> pods, List<Footprint> footprints, List<AccountFacts> used, List<String> untried) {
        return new ReleaseFacts(
                installation.admissions(),
                installation.rollout(),
                templates.stream()
                        .filter(PodTemplate::makesPods)
                        .map(PodTemplate::workload)
                        .distinct()
                        .toList(),
                pods,
                seen.stream().map(Seen::facts).toList(),
                steps,
                footprints,
                used,
                untried);
    }
}
