package dev.touchstone.junit;

import dev.touchstone.chart.ChartException;
import dev.touchstone.chart.PodSecurity;
import dev.touchstone.chart.ReleaseNamespace;
import dev.touchstone.chart.RestrictedV2;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.junit.PreparedScenario.PreparedIdentity;
import dev.touchstone.observe.AcceptanceFacts;
import dev.touchstone.observe.IdentityFacts;
import dev.touchstone.observe.IdentityFacts.Range;
import dev.touchstone.observe.IdentityFacts.Trial;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.ReleaseFacts.RolloutFacts;
import dev.touchstone.observe.UpgradeFacts;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Step;
import dev.touchstone.scenario.UidRange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Installs a scenario's chart in other ways, one after the other on the same cluster, and looks at each as at the release
 * itself: with hardening off, upgraded from there, and under other users.
 */
final class Companions {

    private final Cluster cluster;
    private final Set<CheckId> checks;
    private final Records records;
    private final Progress progress;

    Companions(Cluster cluster, Set<CheckId> checks, Records records, Progress progress) {
        this.cluster = cluster;
        this.checks = checks;
        this.records = records;
        this.progress = progress;
    }

    /**
     * Try them. Where the release itself did not become Ready there is nothing to compare with, and they are left out.
     *
     * @param room gives the memory of the release itself back before the first of them is installed
     */
    AcceptanceFacts beside(ReleaseFacts release, PreparedScenario prepared, Runnable room) {
        boolean compared = prepared.baseline().isPresent() && checks.contains(CheckId.PARITY);
        boolean upgraded = prepared.upgrade().isPresent() && checks.contains(CheckId.UPGRADE);
        boolean identified = !prepared.identities().isEmpty() && checks.contains(CheckId.ARBITRARY_UID);
        if (!release.rollout().ready() || !(compared || upgraded || identified)) {
            return AcceptanceFacts.of(release);
        }
        room.run();
        Optional<Before> before = compared || upgraded
                ? prepared.baseline()
                        .map(baseline -> baseline(baseline, upgraded ? upgradeOf(prepared) : Optional.empty()))
                : Optional.empty();
        return new AcceptanceFacts(
                release,
                before.map(Before::release),
                identified ? identities(prepared) : List.of(),
                before.flatMap(Before::upgrade),
                Optional.empty());
    }

    /** What was seen with hardening off, and what became of it when it was upgraded. */
    private record Before(ReleaseFacts release, Optional<UpgradeFacts> upgrade) {}

    private Before baseline(PreparedScenario prepared, Optional<InPlaceUpgrade> upgrade) {
        progress.reached("the same with hardening off");
        try (Installation installation = Installation.of(prepared, cluster, PodSecurity.PRIVILEGED, progress)) {
            Leg leg = new Leg(cluster, prepared, installation, records.baseline(), progress);
            leg.observe();
            ReleaseFacts facts = leg.function(EnumSet.of(CheckId.FUNCTION, CheckId.PARITY));
            // That it is not hardened is what it is for.
            leg.explain(facts, new Judge(EnumSet.of(CheckId.RUNNING, CheckId.FUNCTION)));
            return new Before(facts, upgrade.map(each -> each.of(installation, facts)));
        }
    }

    private Optional<InPlaceUpgrade> upgradeOf(PreparedScenario prepared) {
        return prepared.upgrade()
                .map(hardened -> new InPlaceUpgrade(
                        cluster, hardened, prepared.scenario().upgrade().migration(), records.upgrade(), progress));
    }

    private List<IdentityFacts> identities(PreparedScenario prepared) {
        List<IdentityFacts> facts = new ArrayList<>();
        for (PreparedIdentity each : prepared.identities()) {
            progress.reached("the same as " + each.identity().name());
            IdentityFacts identity = each.identity()
                    .range()
                    .map(range -> inRange(each, range))
                    .orElseGet(() ->
                            new IdentityFacts(each.identity().name(), Optional.empty(), List.of(), asItsOwn(each)));
            records.identity(identity.name()).identity(identity);
            facts.add(identity);
        }
        return facts;
    }

    private ReleaseFacts asItsOwn(PreparedIdentity each) {
        try (Installation installation = Installation.of(each.prepared(), cluster, PodSecurity.RESTRICTED, progress)) {
            return look(each, installation);
        }
    }

    private IdentityFacts inRange(PreparedIdentity each, UidRange range) {
        Optional<Range> given = Optional.of(new Range(range.first(), range.size()));
        String name = each.identity().name();
        Scenario scenario = each.prepared().scenario();
        try (RestrictedV2 scc = RestrictedV2.on(cluster)) {
            ReleaseNamespace namespace = scc.namespace(
                    scenario.namespace(), scenario.name(), PodSecurity.RESTRICTED, range.first(), range.size());
            List<Trial> trials = scc.trials(namespace.name(), range.first(), range.size()).stream()
                    .map(Trial::of)
                    .toList();
            try (Installation installation = Installation.in(namespace, each.prepared(), cluster, progress)) {
                return new IdentityFacts(name, given, trials, look(each, installation));
            }
        } catch (ChartException e) {
            // A cluster that cannot play the part is a gap in what is known, not the end of the run.
            ReleaseFacts untried = untried(scenario, String.valueOf(e.getMessage()));
            records.identity(name).untried(untried);
            return new IdentityFacts(name, given, List.of(), untried);
        }
    }

    private static ReleaseFacts untried(Scenario scenario, String why) {
        return ReleaseFacts.unseen(
                new RolloutFacts(false, why, 0),
                scenario.function().stream().map(Step::name).toList());
    }

    private ReleaseFacts look(PreparedIdentity each, Installation installation) {
        Leg leg = new Leg(
                cluster,
                each.prepared(),
                installation,
                records.identity(each.identity().name()),
                progress);
        leg.observe();
        ReleaseFacts facts = leg.function(EnumSet.of(CheckId.FUNCTION));
        leg.explain(facts, new Judge(checks));
        return facts;
    }
}
