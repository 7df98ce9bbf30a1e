package dev.touchstone.junit;

import dev.touchstone.chart.ChartException;
import dev.touchstone.chart.PodSecurity;
import dev.touchstone.chart.ReleaseNamespace;
import dev.touchstone.chart.RestrictedV2;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.judge.CheckId;
import dev.touchstone.junit.PreparedScenario.PreparedIdentity;
import dev.touchstone.observe.AcceptanceFacts;
import dev.touchstone.observe.IdentityFacts;
import dev.touchstone.observe.IdentityFacts.Range;
import dev.touchstone.observe.IdentityFacts.Trial;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.ReleaseFacts.RolloutFacts;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Step;
import dev.touchstone.scenario.UidRange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Installs a scenario's chart in other ways on the same cluster, beside the release itself, and looks at each as at that: with
 * hardening off, and under other users.
 */
final class Companions {

    /** Two releases of a whole data platform, with cluster and harness, take half of a machine with 16 GiB. */
    private static final int LANES = 2;

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
     * Try them while the release does its own work. Where it did not become Ready there is nothing to compare with, and they are
     * left out.
     *
     * @param ready whether the release itself is
     * @param own tries the functional steps of the release itself
     * @param room gives the memory of the release itself back, once it has been tried
     */
    AcceptanceFacts beside(PreparedScenario prepared, boolean ready, Supplier<ReleaseFacts> own, Runnable room) {
        boolean compared = prepared.baseline().isPresent() && checks.contains(CheckId.PARITY);
        boolean identified = !prepared.identities().isEmpty() && checks.contains(CheckId.ARBITRARY_UID);
        if (!ready || !(compared || identified)) {
            return AcceptanceFacts.of(own.get());
        }
        try (Lanes lanes = new Lanes(LANES)) {
            Supplier<ReleaseFacts> release = lanes.run(() -> {
                ReleaseFacts facts = own.get();
                room.run();
                return facts;
            });
            Optional<Supplier<ReleaseFacts>> baseline =
                    compared ? prepared.baseline().map(other -> lanes.run(() -> baseline(other))) : Optional.empty();
            List<Supplier<IdentityFacts>> identities = identified
                    ? prepared.identities().stream()
                            .map(each -> lanes.run(() -> identity(each)))
                            .toList()
                    : List.of();
            return new AcceptanceFacts(
                    release.get(),
                    baseline.map(Supplier::get),
                    identities.stream().map(Supplier::get).toList());
        }
    }

    private ReleaseFacts baseline(PreparedScenario prepared) {
        Progress lane = progress.lane("hardening off");
        try (Installation installation = Installation.of(prepared, cluster, PodSecurity.PRIVILEGED, lane)) {
            Leg leg = new Leg(cluster, prepared, installation, records.baseline(), lane);
            leg.observe();
            return leg.function(true);
        }
    }

    private IdentityFacts identity(PreparedIdentity each) {
        Progress lane = progress.lane(each.identity().name());
        return each.identity()
                .range()
                .map(range -> inRange(each, range, lane))
                .orElseGet(() ->
                        new IdentityFacts(each.identity().name(), Optional.empty(), List.of(), asItsOwn(each, lane)));
    }

    private ReleaseFacts asItsOwn(PreparedIdentity each, Progress lane) {
        try (Installation installation = Installation.of(each.prepared(), cluster, PodSecurity.RESTRICTED, lane)) {
            return look(each, installation, lane);
        }
    }

    private IdentityFacts inRange(PreparedIdentity each, UidRange range, Progress lane) {
        Optional<Range> given = Optional.of(new Range(range.first(), range.size()));
        String name = each.identity().name();
        Scenario scenario = each.prepared().scenario();
        try (RestrictedV2 scc = RestrictedV2.on(cluster.client(), scenario.namespace())) {
            ReleaseNamespace namespace =
                    scc.namespace(scenario.name(), PodSecurity.RESTRICTED, range.first(), range.size());
            List<Trial> trials = scc.trials(range.first(), range.size()).stream()
                    .map(Trial::of)
                    .toList();
            try (Installation installation = Installation.in(namespace, each.prepared(), cluster, lane)) {
                return new IdentityFacts(name, given, trials, look(each, installation, lane));
            }
        } catch (ChartException e) {
            // A cluster that cannot play the part is a gap in what is known, not the end of the run.
            return new IdentityFacts(name, given, List.of(), untried(scenario, String.valueOf(e.getMessage())));
        }
    }

    private static ReleaseFacts untried(Scenario scenario, String why) {
        return new ReleaseFacts(
                List.of(),
                new RolloutFacts(false, why, 0),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                scenario.function().stream().map(Step::name).toList());
    }

    private ReleaseFacts look(PreparedIdentity each, Installation installation, Progress lane) {
        Leg leg = new Leg(
                cluster,
                each.prepared(),
                installation,
                records.identity(each.identity().name()),
                lane);
        leg.observe();
        return leg.function(true);
    }
}
