package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.evidence.RunInfo;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.AcceptanceFacts;
import dev.touchstone.observe.ReleaseFacts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictTableTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @Test
    void begins_with_a_line_for_each_check() {
        String table = table(
                List.of(
                        verdict(CheckId.ADMITTED, Outcome.PASS, "", "", "taken"),
                        verdict(CheckId.NON_ROOT, Outcome.PASS, "web-0", "main", "UID 1000"),
                        verdict(CheckId.NON_ROOT, Outcome.FAIL, "web-1", "main", "UID 0")),
                List.of());

        assertThat(table.lines().map(String::strip).toList())
                .contains("web on Kubernetes v1.35.0", "admitted                   ✓ PASS         1 pod templates")
                .contains("non-root                   ✗ FAIL         1 of 2 containers");
    }

    @Nested
    class A_finding {

        @Test
        void shows_its_reason_and_the_values_key_that_decides_it() {
            Verdict finding = Verdicts.remedied(
                    verdict(CheckId.READ_ONLY_ROOT, Outcome.FAIL, "web-0", "main", "/etc could be written"),
                    "securityContext.readOnlyRootFilesystem",
                    "true");

            assertThat(table(List.of(finding), List.of())).contains("""
                    ✗ web/main · read-only root: FAIL
                        /etc could be written
                        → decided by the values key readOnly: false (in the pod template: containers[main].securityContext.readOnlyRootFilesystem: true)
                    """);
        }

        @Test
        void says_so_when_no_value_decides_it() {
            Verdict finding = Verdicts.remedied(
                    verdict(CheckId.NON_ROOT, Outcome.FAIL, "web-0", "main", "UID 0"),
                    "securityContext.runAsNonRoot",
                    "true");

            assertThat(table(List.of(finding), List.of()))
                    .contains(
                            "→ set in the pod template: containers[main].securityContext.runAsNonRoot: true (no value of the chart decides it)");
        }

        @Test
        void of_several_replicas_stands_once_with_every_reason() {
            assertThat(table(
                            List.of(
                                    verdict(CheckId.NON_ROOT, Outcome.FAIL, "web-0", "main", "UID 0"),
                                    verdict(CheckId.NON_ROOT, Outcome.FAIL, "web-1", "main", "UID 0"),
                                    verdict(CheckId.NON_ROOT, Outcome.FAIL, "web-2", "main", "UID 7")),
                            List.of()))
                    .contains("""
                            ✗ web/main · non-root: FAIL (3 pods)
                                UID 0
                                UID 7
                            """)
                    .containsOnlyOnce("web/main · non-root");
        }

        @Test
        void that_is_waived_is_shown_with_who_has_accepted_it_and_keeps_nothing_from_being_accepted() {
            Verdict waived = verdict(CheckId.SECCOMP, Outcome.FAIL, "web-0", "main", "no profile")
                    .waived("an old kernel (team a, until 2027-01-31)");

            assertThat(table(List.of(waived), List.of()))
                    .contains("seccomp                    ! WAIVED       1 of 1 containers")
                    .contains("! web/main · seccomp: FAIL, waived: an old kernel (team a, until 2027-01-31)")
                    .contains("✓ accepted: 1 verdicts, 0 findings");
        }
    }

    @Test
    void groups_what_nobody_knows_by_its_reason() {
        assertThat(table(
                        List.of(
                                verdict(CheckId.NON_ROOT, Outcome.INCONCLUSIVE, "web-0", "main", "it did not start"),
                                verdict(CheckId.SECCOMP, Outcome.INCONCLUSIVE, "web-0", "main", "it did not start")),
                        List.of()))
                .contains("✗ 2 verdicts INCONCLUSIVE: it did not start")
                .doesNotContain("web/main");
    }

    @Nested
    class Its_last_lines {

        @Test
        void say_how_the_run_ended_and_where_the_evidence_lies() {
            assertThat(table(List.of(verdict(CheckId.NON_ROOT, Outcome.PASS, "web-0", "main", "UID 1000")), List.of()))
                    .endsWith("✓ accepted: 1 verdicts, 0 findings%n  evidence: %s%n"
                            .formatted(temp.resolve("evidence/index.html")));
        }

        @Test
        void name_what_was_not_judged_and_do_not_accept_it() {
            assertThat(table(List.of(), List.of("running of deployment/web")))
                    .contains("✗ not settled: running of deployment/web")
                    .contains("✗ refused: 0 verdicts, 1 findings");
        }
    }

    private static Verdict verdict(CheckId check, Outcome outcome, String pod, String container, String reason) {
        return Verdicts.of(check, outcome, "deployment/web", pod, container, reason);
    }

    private String table(List<Verdict> verdicts, List<String> missing) {
        RunInfo run = new RunInfo(
                missing.isEmpty() && verdicts.stream().allMatch(Verdict::acceptable)
                        ? RunInfo.ACCEPTED
                        : RunInfo.REFUSED,
                "web",
                new RunInfo.ChartInfo("web", "1.0.0", "", Optional.empty()),
                "web",
                "web-test",
                "restricted",
                Map.of(),
                "v1.35.0",
                "",
                List.of(),
                Map.of(),
                "",
                List.of(),
                Instant.EPOCH,
                Optional.empty());
        ReleaseFacts facts = ReleaseFacts.unseen(new ReleaseFacts.RolloutFacts(true, "", 0), List.of());
        return VerdictTable.of(new AcceptanceResult(
                run,
                AcceptanceFacts.of(facts),
                verdicts,
                Optional.empty(),
                missing,
                temp.resolve("evidence"),
                Advice.of(PreparedFolder.in(temp), verdicts, List.of(), template -> Optional.empty())));
    }
}
