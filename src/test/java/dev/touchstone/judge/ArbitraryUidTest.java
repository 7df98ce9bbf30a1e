package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import dev.touchstone.observe.IdentityFacts;
import dev.touchstone.observe.IdentityFacts.Range;
import dev.touchstone.observe.IdentityFacts.Trial;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.ReleaseFacts.RolloutFacts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ArbitraryUidTest {

    private static final long FIRST = 1_000_680_000L;

    private static final ReleaseFacts NOTHING =
            ReleaseFacts.unseen(new RolloutFacts(true, "every workload is Ready", 1), List.of());

    @Nested
    class Where_the_platform_gives_users {

        @Test
        void passes_with_a_user_of_the_range_group_0_and_its_fsGroup() {
            assertThat(judged(Recorded.workerOfPlatform())).passes().naming("as hardened as under its usual user");
        }

        @Test
        void fails_when_the_chart_names_a_user_or_a_group() {
            assertThat(judged(Recorded.workerOfPlatform().with("/declaredPod/securityContext/fsGroup", "1000")))
                    .fails()
                    .naming("the chart names fsGroup: 1000");
            assertThat(judged(Recorded.workerOfPlatform().with("/declared/securityContext/runAsUser", "1000680001")))
                    .fails()
                    .naming("the chart names runAsUser: 1000680001");
        }

        @Test
        void fails_when_a_process_has_a_user_from_elsewhere() {
            assertThat(judged(Recorded.workerOfPlatform().with("/probe/processes/1/uids", "[185, 185, 185, 185]")))
                    .fails()
                    .naming("has Uid [185, 185, 185, 185]", "expected a user from 1000680000 on");
        }

        @Test
        void fails_on_a_finished_container_that_was_started_as_a_user_from_elsewhere() {
            Recorded finished = Recorded.workerOfPlatform().finished();
            assertThat(judged(finished.withEvery("/pod/containers", "uid", "1000680000")))
                    .passes();
            assertThat(judged(finished.withEvery("/pod/containers", "uid", "185")))
                    .fails()
                    .naming("its status says that it was started as user 185", "expected a user from 1000680000 on");
        }

        @Test
        void fails_without_group_0_and_without_the_fsGroup() {
            assertThat(judged(Recorded.workerOfPlatform()
                            .withEvery("/probe/processes", "gids", "[1000, 1000, 1000, 1000]")))
                    .fails()
                    .naming("Gid [1000, 1000, 1000, 1000]");
            assertThat(judged(Recorded.workerOfPlatform().withEvery("/probe/processes", "groups", "[0]")))
                    .fails()
                    .naming("Groups [0]");
        }

        @Test
        void fails_when_it_is_less_hardened_than_under_its_usual_user() {
            assertThat(judged(Recorded.workerOfPlatform().withEvery("/probe/processes", "seccomp", "0")))
                    .fails()
                    .naming("seccomp: ");
        }

        @Test
        void is_inconclusive_when_users_outside_the_range_are_taken() {
            assertThat(ArbitraryUid.judge(
                            Recorded.workerOfPlatform().facts(),
                            identity(List.of(
                                    new Trial("a pod with user 1000679999", false, true, "given user 1000679999")))))
                    .isInconclusive()
                    .naming("admission does not keep the range", "a pod with user 1000679999 was taken");
        }

        @Test
        void is_inconclusive_when_nobody_tried() {
            assertThat(ArbitraryUid.judge(Recorded.workerOfPlatform().facts(), identity(List.of())))
                    .isInconclusive();
        }

        @Test
        void is_inconclusive_when_the_container_did_not_answer() {
            assertThat(judged(Recorded.workerOfPlatform().unseen()))
                    .isInconclusive()
                    .naming("the connection was lost");
        }

        private static Ruling judged(Recorded recorded) {
            return ArbitraryUid.judge(
                    recorded.facts(),
                    identity(List.of(
                            new Trial("a pod that names no user", true, true, "given user 1000680000"),
                            new Trial("a pod with user 1000679999", false, false, "not in the range"))));
        }

        private static IdentityFacts identity(List<Trial> trials) {
            return new IdentityFacts("restricted-v2", Optional.of(new Range(FIRST, 10_000)), trials, NOTHING);
        }
    }

    @Nested
    class Where_the_chart_names_them {

        @Test
        void passes_when_every_process_has_the_user_that_it_names() {
            assertThat(judged(Recorded.worker())).passes().naming("id says: uid=1000");
        }

        @Test
        void fails_when_a_process_has_another() {
            assertThat(judged(Recorded.worker().with("/declaredPod/securityContext/runAsUser", "185")))
                    .fails()
                    .naming("have Uid [1000], expected 185 only");
        }

        @Test
        void fails_when_it_names_none() {
            assertThat(judged(Recorded.worker().without("/declaredPod/securityContext/runAsUser")))
                    .fails()
                    .naming("the chart names no user");
        }

        private static Ruling judged(Recorded recorded) {
            return ArbitraryUid.judge(
                    recorded.facts(), new IdentityFacts("the images' own users", Optional.empty(), List.of(), NOTHING));
        }
    }
}
