package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.scenario.Identity;
import dev.touchstone.scenario.UidRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison with what is not weak, and a platform that is not listened to: neither may pass for green. */
@LeaseCluster
class CompanionsIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void a_baseline_that_is_hardened_and_a_chart_that_names_its_user_are_found_out_and_another_user_is_not(
            Cluster cluster) throws IOException {
        Path hardened = Files.writeString(folder.resolve("baseline.yaml"), "hardening: true\n");
        Identity stubborn =
                new Identity("restricted-v2", List.of(), Optional.of(new UidRange(1_000_680_000L, 10_000)), List.of());
        Path users = Files.writeString(folder.resolve("users.yaml"), "user: 185\n");
        Identity own = new Identity(
                "the image's own user", List.of(users), Optional.empty(), List.of("the web server greets"));

        AcceptanceResult result = new Weakenings(cluster, folder.resolve("evidence"))
                .run(Hardened.scenario(List.of(hardened), List.of(stubborn, own)), PodSecurity.RESTRICTED);

        assertThat(of(result, CheckId.PARITY, "function"))
                .hasSize(2)
                .allSatisfy(verdict -> assertThat(verdict.outcome()).isEqualTo(Outcome.PASS));
        assertThat(of(result, CheckId.PARITY, "main")).hasSize(1).allSatisfy(verdict -> {
            assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
            assertThat(verdict.reason()).contains("the comparison is vacuous", "read-only-root", "seccomp");
        });
        assertThat(of(result, CheckId.ARBITRARY_UID, "restricted-v2"))
                .isNotEmpty()
                .noneMatch(Verdict::acceptable)
                .anySatisfy(verdict -> assertThat(verdict.reason()).contains("the chart names runAsUser: 1000"))
                .anySatisfy(verdict -> assertThat(verdict.reason())
                        .contains("it was not tried", "runAsUser: 1000 is not in the range 1000680000 to 1000689999"));
        assertThat(of(result, CheckId.ARBITRARY_UID, "the image's own user"))
                .hasSize(4)
                .allSatisfy(verdict -> assertThat(verdict.outcome()).isEqualTo(Outcome.PASS));
        assertThat(result.clean()).isFalse();
    }

    private static List<Verdict> of(AcceptanceResult result, CheckId check, String phase) {
        return result.verdicts().stream()
                .filter(verdict ->
                        verdict.check() == check && verdict.subject().phase().equals(phase))
                .toList();
    }
}
