package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KeepPolicy;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.AcceptanceFacts;
import dev.touchstone.observe.DisturbanceFacts;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.ReleaseFacts.RolloutFacts;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Scenarios;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two web servers and a store, on two nodes, rolled back, upgraded and drained while clients use them. */
@BesideOthers
@LeaseCluster(nodes = 2)
class DisturbancesIT {

    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");
    private static final Scenario SCENARIO =
            Scenarios.in(SCENARIOS, LocalDate.EPOCH).named("disturbed");

    @Test
    void nobody_notices_and_nothing_that_was_acknowledged_is_lost(Cluster cluster) {
        Map<String, Verdict> verdicts = judged(cluster, SCENARIO);

        assertThat(verdicts)
                .containsOnlyKeys(
                        Disturbances.ROLLBACK,
                        Disturbances.UPGRADE,
                        "drain of node-1",
                        "drain of node-2",
                        "acknowledged writes");
        assertThat(verdicts.values())
                .allSatisfy(verdict ->
                        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.PASS));
        assertThat(upgrade(verdicts).reason())
                .contains("new: 0 of ", "reused: 0 of ", " requests failed, at most ", " % of all at 95 %");
    }

    @Test
    void what_is_ready_before_it_serves_fails_requests_and_what_may_not_go_deadlocks_each_drain(Cluster cluster) {
        Map<String, Verdict> verdicts =
                judged(cluster, SCENARIO.withValues(List.of(SCENARIOS.resolve("disturbed/weak.yaml"))));

        assertThat(upgrade(verdicts).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(upgrade(verdicts).reason())
                .contains("new: ", " requests failed, at most", "allowed: none", "refused");
        assertThat(List.of(verdicts.get("drain of node-1"), verdicts.get("drain of node-2")))
                .anySatisfy(verdict -> assertThat(verdict.reason())
                        .contains("a deadlock: nothing has changed for 5 s", "429 DisruptionBudget"));
    }

    private static Verdict upgrade(Map<String, Verdict> verdicts) {
        return Objects.requireNonNull(verdicts.get(Disturbances.UPGRADE));
    }

    private static Map<String, Verdict> judged(Cluster cluster, Scenario scenario) {
        Engine engine = new Engine();
        PreparedScenario prepared = PreparedScenario.of(scenario, KubernetesVersion.newest());
        try (Installations installations =
                new Installations(new ImageLoader(engine, ImageCatalog.ofProject(engine)), KeepPolicy.NEVER)) {
            installations.deliver(prepared, cluster);
            Installation installation = installations.of(prepared, cluster, PodSecurity.RESTRICTED, Progress.silent());
            assertThat(installation.rollout().ready())
                    .as(installation.rollout().message())
                    .isTrue();
            DisturbanceFacts facts =
                    Disturbances.of(cluster, prepared, installation, Duration.ofSeconds(5), Progress.silent());
            return new Judge(EnumSet.of(CheckId.DISRUPTION))
                            .judge(new AcceptanceFacts(
                                    ReleaseFacts.unseen(new RolloutFacts(true, "", 0), List.of()),
                                    Optional.empty(),
                                    List.of(),
                                    Optional.empty(),
                                    Optional.of(facts)))
                            .stream()
                            .collect(Collectors.toMap(
                                    verdict -> verdict.subject().workload(), verdict -> verdict));
        }
    }
}
