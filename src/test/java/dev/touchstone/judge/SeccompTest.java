package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import org.junit.jupiter.api.Test;

class SeccompTest {

    private static Ruling judged(Recorded recorded) {
        return new Seccomp().judge(recorded.facts());
    }

    @Test
    void passes_on_what_was_recorded() {
        assertThat(judged(Recorded.worker())).passes().naming("Seccomp: 2 in 3 process(es)");
    }

    @Test
    void fails_on_a_single_process_without_a_filter() {
        assertThat(judged(Recorded.worker().with("/probe/processes/1/seccomp", "0")))
                .fails()
                .naming("process 7 (java) has Seccomp: 0, expected 2 (filter)")
                .withRemedy(Remedy.Level.POD, "securityContext.seccompProfile.type");
    }

    @Test
    void does_not_take_strict_mode_or_silence_for_a_filter() {
        assertThat(judged(Recorded.worker().with("/probe/processes/0/seccomp", "1")))
                .fails()
                .naming("Seccomp: 1");
        assertThat(judged(Recorded.worker().with("/probe/processes/0/seccomp", "-1")))
                .fails()
                .naming("Seccomp: -1");
    }

    @Test
    void calls_it_luck_when_the_kubelet_sets_it_unasked() {
        assertThat(judged(Recorded.worker().without("/declaredPod/securityContext/seccompProfile")))
                .fails()
                .naming(
                        "declared seccompProfile.type: not set, expected RuntimeDefault or Localhost",
                        "holds here by luck");
    }

    @Test
    void fails_on_a_container_that_takes_itself_out_of_the_pods_profile() {
        assertThat(judged(Recorded.worker()
                        .with("/declared/securityContext/seccompProfile", "{\"type\": \"Unconfined\"}")
                        .withEvery("/probe/processes", "seccomp", "0")))
                .fails()
                .naming("Seccomp: 0");
        assertThat(judged(Recorded.worker()
                        .with("/declared/securityContext/seccompProfile", "{\"type\": \"Unconfined\"}")))
                .fails()
                .naming("declared seccompProfile.type: \"Unconfined\"");
    }

    @Test
    void accepts_a_profile_of_the_node() {
        assertThat(judged(Recorded.worker()
                        .with("/declared/securityContext/seccompProfile", "{\"type\": \"Localhost\"}")))
                .passes();
    }

    @Test
    void is_inconclusive_when_nothing_was_observed() {
        assertThat(judged(Recorded.worker().with("/probe/processes", "[]"))).isInconclusive();
        assertThat(judged(Recorded.worker().unseen())).isInconclusive().naming("the connection was lost");
    }
}
