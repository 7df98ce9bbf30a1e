package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A root that leaves files behind which the hardened release's user may not read, and one that does not. */
@BesideOthers
@LeaseCluster
class UpgradeIT {

    private static final String WORKLOAD = "statefulset/keeper";
    private static final String OPEN = "what everybody may read is there after its pod was started anew";
    private static final String OWN = "what nobody else may read is there after its pod was started anew";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void a_file_of_roots_that_nobody_else_may_read_is_found_out_and_another_is_not(Cluster cluster) throws IOException {
        AcceptanceResult result = run(cluster, "keeper", "reads: false");

        assertThat(upgraded(result))
                .containsExactly(tuple(WORKLOAD, Outcome.PASS), tuple(OPEN, Outcome.PASS), tuple(OWN, Outcome.FAIL));
        assertThat(Weakenings.reason(result, CheckId.UPGRADE))
                .contains(
                        "after the upgrade, exec in statefulset/keeper/keeper: cat /data/note",
                        "expected code 0, found 1",
                        "Permission denied");
        assertThat(Weakenings.red(result)).containsExactly("upgrade of " + OWN);
        assertThat(result.facts().upgrade().orElseThrow().revisions())
                .singleElement()
                .satisfies(revision -> assertThat(revision.updated()).isOne());
        assertHolds(result);
    }

    @Test
    void a_program_that_ends_because_it_cannot_read_is_told_with_its_last_words(Cluster cluster) throws IOException {
        AcceptanceResult result = run(cluster, "keeper", "reads: true");

        assertThat(upgraded(result))
                .containsExactly(
                        tuple(WORKLOAD, Outcome.FAIL),
                        tuple(OPEN, Outcome.INCONCLUSIVE),
                        tuple(OWN, Outcome.INCONCLUSIVE));
        assertThat(Weakenings.reason(result, CheckId.UPGRADE))
                .contains("keeper-0/keeper is", "its log ended with: cat: can't open '/data/note': Permission denied");
        assertThat(result.evidence().resolve("failure/upgrade/events.txt")).isRegularFile();
    }

    @Test
    void a_migration_gives_the_file_to_the_one_who_reads_it(Cluster cluster) throws IOException {
        AcceptanceResult result = run(cluster, "keeper-migrated", "reads: true");

        assertThat(upgraded(result))
                .containsExactly(tuple(WORKLOAD, Outcome.PASS), tuple(OPEN, Outcome.PASS), tuple(OWN, Outcome.PASS));
        assertThat(result.facts().upgrade().orElseThrow().migration()).isPresent();
        assertHolds(result);
    }

    /** All that it is judged by is in the evidence. */
    private static void assertHolds(AcceptanceResult result) throws IOException {
        assertThat(Verification.of(result.evidence(), Optional.empty()).faults())
                .isEmpty();
    }

    private AcceptanceResult run(Cluster cluster, String name, String values) throws IOException {
        Scenario scenario = Scenarios.in(Path.of("src/test/resources/scenarios"), LocalDate.EPOCH)
                .named(name);
        Path more = Files.writeString(folder.resolve("more.yaml"), values + "\n");
        return new Weakenings(cluster, folder.resolve("evidence"))
                .run(scenario.withValues(List.of(more)), PodSecurity.RESTRICTED);
    }

    private static List<Tuple> upgraded(AcceptanceResult result) {
        return result.verdicts().stream()
                .filter(verdict -> verdict.check() == CheckId.UPGRADE)
                .map((Verdict verdict) -> tuple(verdict.subject().workload(), verdict.outcome()))
                .toList();
    }
}
