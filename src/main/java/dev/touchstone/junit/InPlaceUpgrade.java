package dev.touchstone.junit;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.chart.Standstill;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.Revision;
import dev.touchstone.observe.RevisionObserver;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.StepFacts.Attempt;
import dev.touchstone.observe.StepRunner;
import dev.touchstone.observe.UpgradeFacts;
import dev.touchstone.scenario.Action;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Step;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the release that was installed with hardening off the hardened one, as its owner would: in its own namespace, which enforces
 * {@code restricted} from then on, with its claims as they are; and has that read which was written before.
 */
final class InPlaceUpgrade {

    private final Cluster cluster;
    private final PreparedScenario hardened;
    private final Optional<Path> migration;
    private final RunRecord record;
    private final Progress progress;

    /**
     * @param hardened in the namespace of the release with hardening off; of its steps those that read back
     * @param migration a file whose Job is run before
     */
    InPlaceUpgrade(
            Cluster cluster, PreparedScenario hardened, Optional<Path> migration, RunRecord record, Progress progress) {
        this.cluster = cluster;
        this.hardened = hardened;
        this.migration = migration;
        this.record = record;
        this.progress = progress;
    }

    /**
     * Upgrade.
     *
     * @param baseline what is installed there
     * @param before what was seen of it; where it did not become Ready, nothing is upgraded
     */
    UpgradeFacts of(Installation baseline, ReleaseFacts before) {
        if (!before.rollout().ready()) {
            return notBegun("with hardening off it did not become Ready", Optional.empty());
        }
        Optional<StepFacts> migrated = migration.map(file -> migrate(baseline, file));
        if (migrated.isPresent() && !succeeded(migrated.get())) {
            return notBegun("the migration has failed", migrated);
        }
        progress.reached("the same is upgraded to the hardened release");
        try (Installation upgraded = Installation.of(hardened, cluster, PodSecurity.RESTRICTED, progress)) {
            List<Revision> revisions =
                    new RevisionObserver(cluster.client(), upgraded.release().namespace()).look();
            Leg leg = new Leg(cluster, hardened, upgraded, record, progress);
            ReleaseFacts after = leg.function(EnumSet.of(CheckId.FUNCTION));
            leg.explain(after, new Judge(EnumSet.of(CheckId.FUNCTION)));
            record.upgrade(revisions, migrated);
            return new UpgradeFacts(after, revisions, migrated);
        }
    }

    /** Nobody uses a claim meanwhile, and the namespace still enforces nothing: to give files away takes root. */
    private StepFacts migrate(Installation baseline, Path file) {
        Scenario scenario = hardened.scenario();
        Step step = new Step(
                "its data is migrated",
                new Action.RunJob(file, Map.of()),
                scenario.ready(),
                new Step.Expectation(List.of(), 0),
                Optional.empty(),
                Optional.empty(),
                Step.Comparison.ALL);
        progress.awaiting("migrating: all pods end");
        try {
            Standstill.of(cluster, scenario.namespace(), scenario.ready());
        } catch (AwaitException e) {
            return new StepFacts(
                    step.name(),
                    new Attempt("scaling to nothing", -1, "", String.valueOf(e.getMessage()), 0),
                    new StepFacts.Expected(List.of(), 0),
                    Optional.empty(),
                    Optional.empty(),
                    new StepFacts.Comparison("", List.of()));
        }
        progress.awaiting("migrating: " + file.getFileName());
        StepFacts facts = new StepRunner(cluster, baseline.release()).run(step);
        progress.reached("migrated: exit code %d".formatted(facts.attempt().code()));
        return facts;
    }

    private static boolean succeeded(StepFacts job) {
        return job.attempt().trouble().isEmpty() && job.attempt().code() == 0;
    }

    private UpgradeFacts notBegun(String why, Optional<StepFacts> migrated) {
        progress.reached("not upgraded: " + why);
        UpgradeFacts facts = UpgradeFacts.notBegun(
                hardened.rendered().workloads(),
                hardened.scenario().function().stream().map(Step::name).toList(),
                why,
                migrated);
        record.untried(facts.release());
        record.upgrade(List.of(), migrated);
        return facts;
    }
}
