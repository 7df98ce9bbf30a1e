package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KeepPolicy;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.cluster.State;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.mutate.Fate;
import dev.touchstone.mutate.KillMatrix;
import dev.touchstone.mutate.network.PolicyMutant;
import dev.touchstone.observe.NetworkFacts;
import dev.touchstone.observe.NetworkObserver;
import dev.touchstone.scenario.Scenarios;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The policies of a small chart, weakened one by one on a real cluster: who can now reach whom is dialled, and judged as before. */
@BesideOthers
@LeaseCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkMutantsIT {

    private static final String NAMESPACE = "shop";
    private static final Progress SILENT = Progress.silent();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;

    @SuppressWarnings("NullAway.Init")
    private Installations installations;

    @SuppressWarnings("NullAway.Init")
    private AcceptanceResult result;

    @SuppressWarnings("NullAway.Init")
    private NetworkObserver everybody;

    @SuppressWarnings("NullAway.Init")
    private NetworkFacts facts;

    @SuppressWarnings("NullAway.Init")
    private Map<String, NetworkPolicy> before;

    @SuppressWarnings("NullAway.Init")
    private List<Fate> fates;

    @BeforeAll
    void weakenEveryPolicy(Cluster cluster) {
        client = cluster.client();
        Engine engine = new Engine();
        installations = new Installations(new ImageLoader(engine, ImageCatalog.ofProject(engine)), KeepPolicy.NEVER);
        PreparedScenario prepared = PreparedScenario.of(
                Scenarios.in(Path.of("src/test/resources/scenarios"), LocalDate.EPOCH)
                        .named("shop"),
                KubernetesVersion.newest());
        result = new AcceptanceRun(
                        cluster,
                        installations,
                        new AcceptanceSettings(
                                EnumSet.allOf(CheckId.class), AcceptanceSettings.Mode.TEST, folder.resolve("evidence")),
                        SILENT)
                .run(prepared, PodSecurity.RESTRICTED);
        before = policies();
        everybody = new NetworkObserver(
                cluster,
                NAMESPACE,
                Installations.PROBE_IMAGE,
                prepared.rendered().networkPolicies(NAMESPACE),
                result.facts().release().containers());
        facts = everybody.look();
        fates = run(new Judge(EnumSet.allOf(CheckId.class)), true, Duration.ofSeconds(60));
    }

    @AfterAll
    void remove() {
        everybody.close();
        installations.close();
    }

    @Test
    void every_mutant_is_killed_by_a_cell_that_it_changes() {
        assertThat(fates).filteredOn(Fate::isAlive).extracting(Fate::words).isEmpty();
        assertThat(fates)
                .filteredOn(fate -> fate.outcome() == Fate.Outcome.KILLED)
                .allSatisfy(
                        fate -> assertThat(fate.reason()).containsPattern("it (reaches|does not reach) TCP \\d+ of"))
                .extracting(Fate::operator)
                .contains(
                        "policy-deleted",
                        "selector-of-nothing",
                        "egress-not-isolated",
                        "every-address-in",
                        "every-address-out",
                        "every-namespace-in",
                        "every-namespace-out",
                        "every-namespace-of-a-peer",
                        "one-port-too-many-in");
    }

    @Test
    void each_policy_that_is_deleted_is_missed() {
        assertThat(fates)
                .filteredOn(fate -> fate.operator().equals("policy-deleted"))
                .extracting(Fate::mutant)
                .hasSameSizeAs(before.keySet());
        assertThat(fate("policy-deleted of networkpolicy/default-deny-all").reason())
                .contains("it reaches TCP 8080 of stranger", "isolated by default-deny-all");
        assertThat(fate("policy-deleted of networkpolicy/api").reason()).contains("it does not reach");
    }

    @Test
    void what_another_policy_says_as_well_is_equivalent() {
        Fate fate = fate("egress-not-isolated of networkpolicy/default-deny-all");

        assertThat(fate.outcome()).isEqualTo(Fate.Outcome.EQUIVALENT);
        assertThat(fate.reason()).contains("other policies say the same of its pods");
    }

    @Test
    void the_policies_are_what_they_were() {
        assertThat(written(policies())).isEqualTo(written(before));
        Await.that("everybody reaches whom he reached before").until(() -> {
            List<Verdict> red = new Judge(EnumSet.allOf(CheckId.class))
                    .judge(facts.withCells(everybody.again(facts.cells()))).stream()
                            .filter(verdict -> verdict.outcome() != Outcome.PASS)
                            .toList();
            return State.of(red.isEmpty(), "not green: " + red);
        });
    }

    @Test
    void an_ordinary_run_names_a_mutant_of_its_own_for_every_green_one() throws Exception {
        assertThat(result.findings()).extracting(Verdict::reason).isEmpty();
        assertThat(result.missing()).isEmpty();
        assertThat(result.verdicts())
                .filteredOn(verdict -> verdict.check() == CheckId.REACHABILITY)
                .hasSizeGreaterThan(5)
                .allSatisfy(verdict -> {
                    assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.PASS);
                    assertThat(verdict.negativeControl().orElseThrow()).startsWith("network: ");
                });
        assertThat(result.verdicts())
                .filteredOn(verdict -> verdict.check() == CheckId.NON_ROOT)
                .allMatch(verdict -> verdict.negativeControl().isEmpty());
        assertThat(Verification.of(result.evidence(), Optional.empty()).faults())
                .isEmpty();
    }

    /** Weakness of the harness: it would print green whoever reaches whom. */
    @Test
    void a_judge_that_always_passes_lets_them_live() {
        List<Fate> alive = run(new SleepingJudge(), false, Duration.ofSeconds(2));

        assertThat(alive).isNotEmpty().extracting(Fate::outcome).containsOnly(Fate.Outcome.SURVIVED);
        assertThat(new KillMatrix(alive).complete()).isFalse();
        the_policies_are_what_they_were();
    }

    @Test
    void what_fails_on_the_way_leaves_no_policy_weakened() {
        assertThatThrownBy(() -> {
                    try (InstalledPolicies installed = InstalledPolicies.of(client, NAMESPACE, Set.of("api", "web"))) {
                        NetworkPolicy api = installed.all().get(0);
                        installed.weaken(List.of(new PolicyMutant("policy-deleted", api, Optional.empty(), List.of())));
                        throw new IllegalStateException("the cluster has lost its way");
                    }
                })
                .hasMessage("the cluster has lost its way");

        assertThat(policies().keySet()).isEqualTo(before.keySet());
    }

    private List<Fate> run(Judge judge, boolean all, Duration patience) {
        return new NetworkMutants(client, NAMESPACE, judge, all, SILENT, patience).run(everybody, facts);
    }

    private Fate fate(String mutant) {
        return fates.stream()
                .filter(fate -> fate.mutant().equals(mutant))
                .findFirst()
                .orElseThrow();
    }

    /** But for when, and how often, it was written. */
    private static List<List<Object>> written(Map<String, NetworkPolicy> policies) {
        return policies.values().stream()
                .map(policy -> List.<Object>of(
                        policy.getMetadata().getName(),
                        policy.getMetadata().getLabels(),
                        policy.getMetadata().getAnnotations(),
                        policy.getSpec()))
                .toList();
    }

    private Map<String, NetworkPolicy> policies() {
        Map<String, NetworkPolicy> policies = new TreeMap<>();
        client.network()
                .v1()
                .networkPolicies()
                .inNamespace(NAMESPACE)
                .list()
                .getItems()
                .forEach(policy -> policies.put(policy.getMetadata().getName(), policy));
        return policies;
    }
}
