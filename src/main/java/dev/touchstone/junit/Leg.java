package dev.touchstone.junit;

import dev.touchstone.chart.PodTemplate;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.AccountFacts;
import dev.touchstone.observe.AccountObserver;
import dev.touchstone.observe.ContainerObserver;
import dev.touchstone.observe.DisruptionFacts;
import dev.touchstone.observe.DisruptionObserver;
import dev.touchstone.observe.Footprint;
import dev.touchstone.observe.FootprintObserver;
import dev.touchstone.observe.NetworkFacts;
import dev.touchstone.observe.NetworkObserver;
import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.PodObserver;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.Seen;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.StepRunner;
import dev.touchstone.observe.StopWatch;
import dev.touchstone.scenario.Action;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Looks at one installation: at every container, then at what the software does. A run has one for each way that a chart is installed. */
final class Leg {

    private final Cluster cluster;
    private final Scenario scenario;
    private final Installation installation;
    private final RunRecord record;
    private final Progress progress;
    private final List<PodTemplate> templates;
    private final List<String> workloads;
    private final List<String> accounts;
    private final List<JsonNode> policies;
    private final boolean hasBudgets;
    private final List<Seen> seen = new ArrayList<>();
    private final List<StepFacts> steps = new ArrayList<>();

    Leg(Cluster cluster, PreparedScenario prepared, Installation installation, RunRecord record, Progress progress) {
        this.cluster = cluster;
        this.scenario = prepared.scenario();
        this.installation = installation;
        this.record = record;
        this.progress = progress;
        this.templates = prepared.rendered().podTemplates();
        this.workloads = prepared.rendered().workloads();
        this.accounts = prepared.rendered().boundAccounts();
        this.policies = prepared.rendered().networkPolicies(scenario.namespace());
        this.hasBudgets = !prepared.rendered().budgets().isEmpty();
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
        return facts(look(), List.of(), List.of(), Optional.empty(), Optional.empty(), names());
    }

    /**
     * Try the functional steps of a release that is Ready. Containers that a step has replaced are asked once more: they must be
     * as hardened as the ones before. Then everybody dials everybody, which takes pods beside them that no step should meet, and at
     * last pods are evicted, after which nobody is what was looked at.
     *
     * @param wanted of {@code function}, {@code reachability} and {@code disruption}: what is found out; with {@code parity} how much memory
     *     was taken, too
     */
    ReleaseFacts function(Set<CheckId> wanted) {
        return function(wanted, (everybody, facts) -> {});
    }

    /**
     * The same.
     *
     * @param dialled what is done once it is known who reaches whom, and while those who dialled are still there
     */
    ReleaseFacts function(Set<CheckId> wanted, BiConsumer<NetworkObserver, NetworkFacts> dialled) {
        if (!installation.rollout().ready()) {
            return finish(
                    look(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    wanted.contains(CheckId.FUNCTION) ? names() : List.of());
        }
        List<Footprint> footprints = List.of();
        List<AccountFacts> used = List.of();
        try (StopWatch stops =
                new StopWatch(cluster.client(), installation.release().namespace())) {
            if (wanted.contains(CheckId.FUNCTION)) {
                scenario.function().forEach(this::tryStep);
                footprints = footprints(wanted.contains(CheckId.PARITY));
                record.footprints(footprints);
                used = new AccountObserver(cluster, installation.release().namespace()).look(accounts);
                record.accounts(used);
            }
            Optional<NetworkFacts> network = wanted.contains(CheckId.REACHABILITY) && !policies.isEmpty()
                    ? Optional.of(dial(dialled))
                    : Optional.empty();
            List<PodFacts> pods = look();
            Optional<DisruptionFacts> disruption =
                    wanted.contains(CheckId.DISRUPTION) && hasBudgets ? Optional.of(evict(stops)) : Optional.empty();
            return finish(pods, footprints, used, network, disruption, List.of());
        }
    }

    /** They cost a request for each container: they are asked for where they are compared, or where they may say why a step has failed. */
    private List<Footprint> footprints(boolean compared) {
        FootprintObserver observer =
                new FootprintObserver(cluster.client(), installation.release().namespace());
        if (compared) {
            return observer.measure();
        }
        ReleaseFacts tried = facts(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty(), List.of());
        boolean failed = new Judge(EnumSet.of(CheckId.FUNCTION))
                .judge(tried).stream().anyMatch(verdict -> verdict.outcome() != Outcome.PASS);
        return failed ? observer.look() : List.of();
    }

    private void tryStep(Step step) {
        progress.awaiting("trying: " + step.name());
        StepFacts facts = new StepRunner(cluster, installation.release()).run(step);
        record.step(facts);
        steps.add(facts);
        if (step.action() instanceof Action.Restart restart) {
            askAgain(restart);
        }
        progress.reached("tried: " + step.name());
    }

    private NetworkFacts dial(BiConsumer<NetworkObserver, NetworkFacts> afterwards) {
        progress.awaiting("dialling");
        try (NetworkObserver everybody = new NetworkObserver(
                cluster,
                installation.release().namespace(),
                Installations.PROBE_IMAGE,
                policies,
                seen.stream().map(Seen::facts).toList())) {
            NetworkFacts facts = everybody.look();
            record.network(facts);
            progress.reached("dialled: %d cells, with and without policies, in %.1f s"
                    .formatted(facts.cells().size(), facts.millis() / 1000.0));
            afterwards.accept(everybody, facts);
            return facts;
        }
    }

    private DisruptionFacts evict(StopWatch stops) {
        progress.awaiting("evicting");
        DisruptionFacts facts = new DisruptionObserver(
                        cluster.client(), installation.release().namespace())
                .look(stops, scenario.ready());
        record.disruption(facts);
        progress.reached("evicted: pods of %d workloads, under %d budgets"
                .formatted(
                        facts.workloads().stream()
                                .filter(each -> !each.evictions().isEmpty())
                                .count(),
                        facts.budgets().size()));
        return facts;
    }

    private ReleaseFacts finish(
            List<PodFacts> pods,
            List<Footprint> footprints,
            List<AccountFacts> used,
            Optional<NetworkFacts> network,
            Optional<DisruptionFacts> disruption,
            List<String> untried) {
        record.pods(pods);
        ReleaseFacts facts = facts(pods, footprints, used, network, disruption, untried);
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
            List<PodFacts> pods,
            List<Footprint> footprints,
            List<AccountFacts> used,
            Optional<NetworkFacts> network,
            Optional<DisruptionFacts> disruption,
            List<String> untried) {
        return new ReleaseFacts(
                installation.admissions(),
                installation.rollout(),
                workloads,
                pods,
                seen.stream().map(Seen::facts).toList(),
                steps,
                footprints,
                used,
                network,
                disruption,
                untried);
    }
}
