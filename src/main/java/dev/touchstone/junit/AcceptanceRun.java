package dev.touchstone.junit;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.chart.ReleaseNamespace;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ClusterLostException;
import dev.touchstone.cluster.RootCause;
import dev.touchstone.evidence.DeclaredLines;
import dev.touchstone.evidence.EvidenceFolder;
import dev.touchstone.evidence.EvidenceIndex;
import dev.touchstone.evidence.MutantTable;
import dev.touchstone.evidence.PageParts;
import dev.touchstone.evidence.Report;
import dev.touchstone.evidence.RunInfo;
import dev.touchstone.image.Delivery;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Verdict;
import dev.touchstone.mutate.Comparisons;
import dev.touchstone.mutate.Fate;
import dev.touchstone.mutate.KillMatrix;
import dev.touchstone.mutate.Layer;
import dev.touchstone.observe.AcceptanceFacts;
import dev.touchstone.observe.AdmissionObserver;
import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.DisturbanceFacts;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.scenario.Scenario;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Accepts one scenario on one cluster: brings images, installs, observes, tries the functional steps, judges, and writes it down. */
public final class AcceptanceRun {

    private final Cluster cluster;
    private final Installations installations;
    private final Path evidenceRoot;
    private final Set<CheckId> checks;
    private final boolean withMutants;
    private final Optional<PrivateKey> key;
    private final Progress progress;

    /**
     * @param settings its evidence is the folder in which the run's own is made: {@code SCENARIO/KUBERNETES VERSION}
     */
    AcceptanceRun(Cluster cluster, Installations installations, AcceptanceSettings settings, Progress progress) {
        this.cluster = cluster;
        this.installations = installations;
        this.evidenceRoot = settings.evidence();
        this.checks = settings.checks();
        this.withMutants = settings.mode() == AcceptanceSettings.Mode.RELEASE;
        this.key = settings.key();
        this.progress = progress;
    }

    /**
     * Run it.
     *
     * @param level of Pod Security that the namespace enforces
     * @throws ClusterLostException when the cluster is gone, or did not answer, whatever it was that was noticed first
     */
    @SuppressWarnings("IllegalCatch")
    AcceptanceResult run(PreparedScenario asked, PodSecurity level) {
        try {
            return tried(asked, level);
        } catch (RuntimeException e) {
            cluster.requireAlive();
            throw isUnanswered(e) ? unanswered(e) : e;
        }
    }

    /** A request that the API server has refused has a status; the client may have put either into an exception of another kind. */
    private static boolean isUnanswered(Throwable failed) {
        return Stream.<Throwable>iterate(failed, Objects::nonNull, Throwable::getCause)
                .anyMatch(each -> each instanceof KubernetesClientException request && request.getStatus() == null);
    }

    private ClusterLostException unanswered(RuntimeException failed) {
        Throwable root = RootCause.of(failed);
        return new ClusterLostException(
                "cluster %s is there, but its API server did not answer a request, also when asked again: %s. Run it again; if it stays so, look for what cuts connections on this machine, or takes its processors."
                        .formatted(
                                cluster.name(),
                                root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage()),
                failed);
    }

    private AcceptanceResult tried(PreparedScenario asked, PodSecurity level) {
        // It takes minutes: for whoever releases, or asks for it by name.
        PreparedScenario prepared = withMutants || checks.contains(CheckId.UPGRADE) ? asked : asked.withoutUpgrade();
        Scenario scenario = prepared.scenario();
        RunInfos infos = new RunInfos(cluster);
        EvidenceFolder evidence =
                EvidenceFolder.begin(evidenceRoot.resolve(scenario.name()).resolve(infos.version()));
        evidence.run(infos.begin(prepared, level, List.of(), checks));
        evidence.declared(new Completeness(checks).declared(prepared));
        EvidenceIndex.write(evidenceRoot);
        progress.awaiting("bringing images to the cluster");
        List<Delivery> deliveries = installations.deliver(prepared, cluster);
        RunInfo run = infos.begin(prepared, level, deliveries, checks);
        evidence.run(run);
        Records records = new Records(evidence);
        Judge judge = new Judge(checks);
        Installation installation = installations.of(prepared, cluster, level, progress);
        Leg leg = new Leg(cluster, prepared, installation, records.release(), progress);
        evidence.verdicts(records.bound(judge.judge(leg.observe())));
        boolean compared = prepared.baseline().isPresent() && checks.contains(CheckId.PARITY);
        Set<CheckId> wanted = EnumSet.copyOf(checks);
        if (compared) {
            wanted.add(CheckId.FUNCTION);
        } else {
            wanted.remove(CheckId.PARITY);
        }
        NetworkMutants weakened =
                new NetworkMutants(cluster.client(), installation.release().namespace(), judge, withMutants, progress);
        List<Fate> ofPolicies = new ArrayList<>();
        ReleaseFacts release =
                leg.function(wanted, (everybody, network) -> ofPolicies.addAll(weakened.run(everybody, network)));
        evidence.verdicts(records.bound(judge.judge(release)));
        leg.explain(release, judge);
        Optional<DisturbanceFacts> disturbed = Optional.empty();
        if (checks.contains(CheckId.DISRUPTION)
                && prepared.previous().isPresent()
                && release.rollout().ready()) {
            disturbed = Optional.of(Disturbances.of(cluster, prepared, installation, Disturbances.QUIET, progress));
            records.release().disturbed(disturbed.get());
        }
        Optional<KillMatrix> mutants = Optional.empty();
        if (withMutants && release.rollout().ready()) {
            mutants = Optional.of(new MutationRun(cluster, prepared, judge, progress)
                    .run(installation.release().namespace(), release.disruption()));
        }
        AcceptanceFacts facts = new Companions(cluster, checks, records, progress)
                .beside(release, prepared, () -> installations.release(prepared, cluster, level))
                .withDisturbances(disturbed);
        List<Verdict> verdicts = records.bound(judge.judge(facts));
        if (mutants.isPresent()) {
            KillMatrix matrix = mutants.get().and(ofPolicies).and(Comparisons.fates(facts, judge::judge));
            evidence.fact("mutants", matrix.fates());
            verdicts = verdicts.stream().map(matrix::bind).toList();
            mutants = Optional.of(matrix);
        }
        KillMatrix controls = new KillMatrix(mutants.isPresent() ? List.of() : ofPolicies);
        if (!controls.fates().isEmpty()) {
            evidence.fact("controls", controls.fates());
            verdicts = verdicts.stream().map(controls::bindOwn).toList();
        }
        verdicts = Waivers.apply(scenario.waivers(), verdicts);
        return finish(evidence, records, run, facts, verdicts, mutants, controls, prepared);
    }

    private static MutantTable table(KillMatrix matrix) {
        return new MutantTable(
                Arrays.stream(Layer.values()).map(Layer::id).toList(),
                matrix.rows().stream()
                        .map(row -> new MutantTable.Row(row.operator(), row.cells()))
                        .toList(),
                matrix.stillAlive(),
                matrix.uncounted(),
                matrix.score());
    }

    private AcceptanceResult finish(
            EvidenceFolder evidence,
            Records records,
            RunInfo run,
            AcceptanceFacts facts,
            List<Verdict> verdicts,
            Optional<KillMatrix> mutants,
            KillMatrix controls,
            PreparedScenario prepared) {
        List<String> missing = new ArrayList<>(new Completeness(checks)
                .missing(prepared, verdicts, facts.release().rollout().ready()));
        missing.addAll(Completeness.unsettled(facts.release()));
        missing.addAll(Waivers.unused(prepared.scenario().waivers(), checks, verdicts));
        mutants.filter(matrix -> !matrix.complete())
                .ifPresent(matrix -> missing.add("mutants are alive: " + matrix.score()));
        controls.stillAlive().forEach(each -> missing.add("a mutant is alive: " + each));
        boolean clean =
                missing.isEmpty() && !verdicts.isEmpty() && verdicts.stream().allMatch(Verdict::acceptable);
        boolean all = checks.containsAll(Completeness.askedOf(prepared));
        RunInfo ended = run.ended(clean ? (all ? RunInfo.ACCEPTED : RunInfo.PARTIAL) : RunInfo.REFUSED, Instant.now());
        PageParts parts = new PageParts(
                new DeclaredLines(evidence.read("rendered.yaml")),
                progress.since(ended.started()),
                mutants.map(AcceptanceRun::table),
                records.release()::transcript,
                evidence.changes(ended, verdicts));
        new Report(ended, verdicts, facts, missing, parts, TemplatePlaces.of(prepared)::of).write(evidence, key);
        EvidenceIndex.write(evidenceRoot);
        List<Verdict> findings =
                verdicts.stream().filter(verdict -> !verdict.acceptable()).toList();
        return new AcceptanceResult(
                ended,
                facts,
                verdicts,
                mutants,
                missing,
                evidence.path(),
                advice(prepared, findings, facts.release().containers()));
    }

    /** What would mend a finding is tried where it would be installed: in a namespace that enforces as much. */
    private Advice advice(PreparedScenario prepared, List<Verdict> findings, List<ContainerFacts> containers) {
        if (findings.stream().allMatch(finding -> finding.remedy().isEmpty())) {
            return Advice.of(prepared, findings, containers, template -> Optional.empty());
        }
        Scenario beside = prepared.scenario().beside(List.of(), "advice");
        try (ReleaseNamespace namespace =
                ReleaseNamespace.make(cluster, beside.namespace(), beside.name(), PodSecurity.RESTRICTED)) {
            AdmissionObserver admission = new AdmissionObserver(cluster.client(), namespace.name());
            return Advice.of(
                    prepared,
                    findings,
                    containers,
                    template -> Optional.of(admission.ask(List.of(template)).get(0)));
        }
    }
}
