package dev.touchstone.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.ReleaseFacts.RolloutFacts;
import dev.touchstone.observe.Revision;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.UpgradeFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UpgradedTest {

    private static final String WORKER = "statefulset/spark-sa-worker";
    private static final RolloutFacts READY = new RolloutFacts(true, "every workload is Ready", 1);
    private static final RolloutFacts FAILED = new RolloutFacts(false, "CrashLoopBackOff", 1);
    private static final Recorded CRASHED = Recorded.worker()
            .with("/pod/ready", "false")
            .with("/pod/containers/0/running", "false")
            .with("/pod/containers/0/state", "\"waiting: CrashLoopBackOff: back-off 10s\"")
            .with("/pod/containers/0/restarts", "2")
            .with(
                    "/pod/containers/0/lastEnd",
                    "\"terminated: Error, exit code 1; its log ended with: Permission denied\"");

    @Nested
    class Of_a_workload {

        @Test
        void passes_when_all_its_pods_are_Ready_and_of_the_new_template() {
            assertThat(judged(READY, revision(2, 2), Recorded.worker()))
                    .extracting(Verdict::outcome, Verdict::reason)
                    .containsExactly(
                            Outcome.PASS,
                            "after the upgrade its pods are 2 of 2 Ready, 2 of the new template, 0 of the old one");
        }

        @Test
        void passes_though_a_container_was_started_again_while_its_database_was() {
            assertThat(judged(READY, revision(2, 2), Recorded.worker().with("/pod/containers/0/restarts", "1"))
                            .outcome())
                    .isEqualTo(Outcome.PASS);
        }

        @Test
        void fails_when_a_pod_is_of_the_old_template() {
            assertThat(judged(READY, revision(1, 2), Recorded.worker()))
                    .extracting(Verdict::outcome, Verdict::reason)
                    .containsExactly(
                            Outcome.FAIL,
                            "expected all of its pods Ready and of the new template, found 2 of 2 Ready, 1 of the new template, 1 of the old one; the upgrade ended with: every workload is Ready");
        }

        @Test
        void fails_when_it_is_an_old_pod_that_is_Ready_beside_a_new_one() {
            assertThat(judged(READY, new Revision(WORKER, 1, 1, 1, 1), Recorded.worker())
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
        }

        @Test
        void fails_with_the_last_words_of_what_cannot_start() {
            assertThat(judged(FAILED, revision(2, 1), CRASHED)).satisfies(verdict -> {
                assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
                assertThat(verdict.reason())
                        .contains(
                                "is waiting: CrashLoopBackOff",
                                "after 2 more start(s)",
                                "its log ended with: Permission denied");
            });
        }

        @Test
        void fails_when_it_never_became_Ready_and_nobody_else_is_to_blame() {
            assertThat(judged(FAILED, revision(2, 0)))
                    .extracting(Verdict::outcome, Verdict::reason)
                    .containsExactly(
                            Outcome.FAIL,
                            "expected all of its pods Ready and of the new template, found 0 of 2 Ready, 2 of the new template, 0 of the old one; the upgrade ended with: CrashLoopBackOff");
        }

        @Test
        void is_inconclusive_when_it_was_on_its_way_and_another_cannot_start() {
            assertThat(verdicts(
                                    FAILED,
                                    List.of(new Revision("deployment/web", 1, 1, 0, 0), revision(2, 1)),
                                    List.of("deployment/web", WORKER),
                                    List.of(CRASHED.pod()),
                                    null)
                            .get(0))
                    .extracting(Verdict::outcome, Verdict::reason)
                    .containsExactly(
                            Outcome.INCONCLUSIVE,
                            "it was not waited for any longer, because the upgrade had failed elsewhere");
        }

        @Test
        void does_not_apply_to_what_no_upgrade_replaces() {
            assertThat(verdicts(READY, List.of(), List.of("job/seed"), List.of(), null)
                            .get(0)
                            .outcome())
                    .isEqualTo(Outcome.NOT_APPLICABLE);
        }

        private static Revision revision(int updated, int ready) {
            return new Revision(WORKER, 2, updated, 2 - updated, ready);
        }

        private static Verdict judged(RolloutFacts rollout, Revision revision, Recorded... pods) {
            return verdicts(
                            rollout,
                            List.of(revision),
                            List.of(WORKER),
                            List.of(pods).stream().map(Recorded::pod).toList(),
                            null)
                    .get(0);
        }
    }

    @Nested
    class Of_a_step {

        @Test
        void passes_when_it_finds_what_it_found_before() {
            assertThat(judged(Recorded.step(), Recorded.step().stepFacts())).satisfies(verdict -> {
                assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
                assertThat(verdict.reason()).startsWith("after the upgrade, job ");
            });
        }

        @Test
        void fails_with_the_end_of_its_log() {
            assertThat(judged(
                            Recorded.step().with("/attempt/output", "\"object large WRONG\""),
                            Recorded.step().stepFacts()))
                    .satisfies(verdict -> {
                        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
                        assertThat(verdict.reason()).contains("after the upgrade, job ", "object large WRONG");
                    });
        }

        @Test
        void is_inconclusive_when_it_failed_before_as_well() {
            assertThat(judged(
                            Recorded.step(),
                            Recorded.step().with("/attempt/output", "\"lost\"").stepFacts()))
                    .satisfies(verdict -> {
                        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
                        assertThat(verdict.reason()).contains("nothing to find again", "lost");
                    });
        }

        @Test
        void is_inconclusive_when_it_was_not_tried_before() {
            assertThat(judged(Recorded.step(), null).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        }

        private static Verdict judged(Recorded after, @Nullable StepFacts before) {
            UpgradeFacts upgrade = new UpgradeFacts(
                    release(READY, List.of(), List.of(), List.of(after.stepFacts()), List.of()),
                    List.of(),
                    Optional.empty());
            return new Upgraded(
                            upgrade,
                            Optional.of(release(
                                    READY,
                                    List.of(),
                                    List.of(),
                                    before == null ? List.of() : List.of(before),
                                    List.of())))
                    .verdicts()
                    .get(0);
        }
    }

    @Nested
    class Of_an_upgrade_that_was_not_begun {

        @Test
        void is_inconclusive_where_there_was_nothing_to_upgrade() {
            UpgradeFacts upgrade =
                    UpgradeFacts.notBegun(List.of(WORKER), List.of("it reads"), "not Ready", Optional.empty());

            assertThat(new Upgraded(upgrade, Optional.of(release(FAILED, List.of(), List.of(), List.of(), List.of())))
                            .verdicts())
                    .hasSize(2)
                    .allSatisfy(verdict -> {
                        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
                        assertThat(verdict.reason()).contains("with hardening off the release did not become Ready");
                    });
        }

        @Test
        void is_inconclusive_with_the_reason_of_a_migration_that_failed() {
            StepFacts migration = Recorded.step().with("/attempt/code", "1").stepFacts();

            assertThat(verdicts(READY, List.of(), List.of(WORKER), List.of(), migration))
                    .allSatisfy(verdict -> {
                        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
                        assertThat(verdict.reason()).contains("because the migration had failed", "code 0, found 1");
                    });
        }
    }

    private static List<Verdict> verdicts(
            RolloutFacts rollout,
            List<Revision> revisions,
            List<String> workloads,
            List<PodFacts> pods,
            @Nullable StepFacts migration) {
        UpgradeFacts upgrade = new UpgradeFacts(
                release(rollout, workloads, pods, List.of(), List.of()), revisions, Optional.ofNullable(migration));
        return new ArrayList<>(
                new Upgraded(upgrade, Optional.of(release(READY, List.of(), List.of(), List.of(), List.of())))
                        .verdicts());
    }

    private static ReleaseFacts release(
            RolloutFacts rollout,
            List<String> workloads,
            List<PodFacts> pods,
            List<StepFacts> steps,
            List<String> untried) {
        return ReleaseFacts.tried(rollout, workloads, pods, steps, untried);
    }
}
