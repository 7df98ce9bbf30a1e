package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NonRootTest {

    private static Ruling judged(Recorded recorded) {
        return new NonRoot().judge(recorded.facts());
    }

    @Test
    void passes_on_what_was_recorded_and_quotes_id() {
        assertThat(judged(Recorded.worker()))
                .passes()
                .naming("3 process(es)", "Uid [1000]", "uid=1000 gid=1000 groups=1000");
    }

    @Nested
    class Of_users {

        @Test
        void fails_on_a_second_process_that_is_root_while_the_first_is_not() {
            assertThat(judged(Recorded.worker().with("/probe/processes/1/uids", "[0, 0, 0, 0]")))
                    .fails()
                    .naming("process 7 (java) has Uid [0, 0, 0, 0]", "expected no 0", "uid=1000")
                    .withRemedy(Remedy.Level.POD, "securityContext.runAsNonRoot");
        }

        @Test
        void fails_on_a_saved_user_0_that_a_process_could_return_to() {
            assertThat(judged(Recorded.worker().with("/probe/processes/0/uids", "[1000, 1000, 0, 1000]")))
                    .fails()
                    .naming("process 1 (tini) has Uid [1000, 1000, 0, 1000]");
        }

        /** Since policy version 1.35, Pod Security admits this pod. */
        @Test
        void fails_on_user_0_in_a_user_namespace_of_its_own() {
            assertThat(judged(Recorded.worker()
                            .with("/declaredPod/hostUsers", "false")
                            .with("/probe/uidMap", "\"0 65536 65536\"")
                            .withEvery("/probe/processes", "uids", "[0, 0, 0, 0]")))
                    .fails()
                    .naming("process 1 (tini) has Uid [0, 0, 0, 0], expected no 0");
        }

        @Test
        void fails_on_a_declared_user_0_even_if_another_runs() {
            assertThat(judged(Recorded.worker().with("/declaredPod/securityContext/runAsUser", "0")))
                    .fails()
                    .naming("declared runAsUser: 0", "holds here by luck", "Uid [1000]");
        }

        @Test
        void takes_the_containers_word_over_the_pods() {
            assertThat(judged(Recorded.worker().with("/declared/securityContext/runAsUser", "0")))
                    .fails()
                    .naming("declared runAsUser: 0");
            assertThat(judged(Recorded.worker()
                            .with("/declaredPod/securityContext/runAsNonRoot", "false")
                            .with("/declared/securityContext/runAsNonRoot", "true")))
                    .passes();
        }

        @Test
        void calls_it_luck_when_the_image_alone_is_the_reason() {
            assertThat(judged(Recorded.worker().without("/declaredPod/securityContext/runAsNonRoot")))
                    .fails()
                    .naming("declared runAsNonRoot: not set, expected true", "holds here by luck");
        }

        @Test
        void takes_null_as_not_set() {
            assertThat(judged(Recorded.worker()
                            .with("/declared/securityContext/runAsUser", "null")
                            .with("/declaredPod/securityContext/runAsUser", "null")))
                    .passes();
        }
    }

    @Nested
    class Of_groups {

        @Test
        void fails_on_group_0_that_the_image_merged_in() {
            assertThat(judged(Recorded.worker().with("/probe/processes/1/groups", "[0, 1000]")))
                    .fails()
                    .naming("process 7 (java) has group 0, which is not declared", "Groups [0, 1000]", "/etc/group")
                    .withRemedy(Remedy.Level.POD, "securityContext.supplementalGroupsPolicy");
        }

        @Test
        void fails_on_a_process_whose_own_group_is_0_though_another_is_declared() {
            assertThat(judged(Recorded.worker().with("/probe/processes/2/gids", "[0, 0, 0, 0]")))
                    .fails()
                    .naming("process 860 (sh) has group 0", "Gid [0, 0, 0, 0]");
        }

        @Test
        void accepts_group_0_where_it_is_declared() {
            assertThat(judged(inGroupZero().with("/declaredPod/securityContext/runAsGroup", "0")))
                    .passes();
            assertThat(judged(inGroupZero().with("/declaredPod/securityContext/supplementalGroups", "[0]")))
                    .passes();
        }

        @Test
        void accepts_group_0_where_no_group_is_declared() {
            assertThat(judged(inGroupZero().without("/declaredPod/securityContext/runAsGroup")))
                    .passes();
            assertThat(judged(inGroupZero().with("/declaredPod/securityContext/runAsGroup", "null")))
                    .passes();
        }

        private Recorded inGroupZero() {
            return Recorded.worker().withEvery("/probe/processes", "gids", "[0, 0, 0, 0]");
        }
    }

    @Nested
    class Without_a_process_to_look_at {

        @Test
        void is_inconclusive_when_no_process_was_seen() {
            assertThat(judged(Recorded.worker().with("/probe/processes", "[]")))
                    .isInconclusive()
                    .naming("no process");
        }

        @Test
        void is_inconclusive_when_the_container_did_not_answer() {
            assertThat(judged(Recorded.worker().unseen()))
                    .isInconclusive()
                    .naming("declared, but not observed", "the connection was lost");
        }

        @Test
        void fails_undeclared_when_the_container_did_not_answer() {
            assertThat(judged(Recorded.worker().unseen().without("/declaredPod/securityContext/runAsNonRoot")))
                    .fails()
                    .naming("declared runAsNonRoot: not set")
                    .notNaming("luck");
        }

        @Test
        void judges_a_finished_container_by_its_status_and_says_so() {
            assertThat(judged(Recorded.worker().finished()))
                    .passes()
                    .naming("by declaration and status only", "it had finished");
        }

        @Test
        void fails_on_a_finished_container_that_was_started_as_root() {
            assertThat(judged(Recorded.worker().finished().with("/pod/containers/0/uid", "0")))
                    .fails()
                    .naming("its status says that it was started as user 0");
        }

        @Test
        void does_not_take_the_status_of_another_container_for_its_own() {
            assertThat(judged(Recorded.worker().finished().with("/pod/containers/1/uid", "0")))
                    .passes();
        }
    }
}
