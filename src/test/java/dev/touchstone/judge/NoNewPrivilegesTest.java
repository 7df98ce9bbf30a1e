package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import org.junit.jupiter.api.Test;

class NoNewPrivilegesTest {

    private static Ruling judged(Recorded recorded) {
        return new NoNewPrivileges().judge(recorded.facts());
    }

    @Test
    void passes_on_what_was_recorded() {
        assertThat(judged(Recorded.worker())).passes().naming("NoNewPrivs: 1 in 3 process(es)");
    }

    @Test
    void fails_on_a_single_process_without() {
        assertThat(judged(Recorded.worker().with("/probe/processes/1/noNewPrivileges", "0")))
                .fails()
                .naming("process 7 (java) has NoNewPrivs: 0, expected 1")
                .withRemedy(Remedy.Level.CONTAINER, "securityContext.allowPrivilegeEscalation");
    }

    @Test
    void fails_where_the_kernel_did_not_say() {
        assertThat(judged(Recorded.worker().with("/probe/processes/0/noNewPrivileges", "-1")))
                .fails()
                .naming("NoNewPrivs: -1");
    }

    @Test
    void calls_it_luck_when_it_is_not_declared_since_unset_is_not_false() {
        assertThat(judged(Recorded.worker().without("/declared/securityContext/allowPrivilegeEscalation")))
                .fails()
                .naming("declared allowPrivilegeEscalation: not set, expected false", "holds here by luck");
    }

    @Test
    void does_not_take_the_pods_word_where_kubernetes_has_no_such_field() {
        assertThat(judged(Recorded.worker()
                        .without("/declared/securityContext/allowPrivilegeEscalation")
                        .with("/declaredPod/securityContext/allowPrivilegeEscalation", "false")))
                .fails();
    }

    @Test
    void fails_on_what_is_declared_true_and_observed_so() {
        assertThat(judged(Recorded.worker()
                        .with("/declared/securityContext/allowPrivilegeEscalation", "true")
                        .withEvery("/probe/processes", "noNewPrivileges", "0")))
                .fails()
                .naming("process 1 (tini) has NoNewPrivs: 0")
                .notNaming("luck");
    }

    @Test
    void is_inconclusive_when_nothing_was_observed() {
        assertThat(judged(Recorded.worker().with("/probe/processes", "[]"))).isInconclusive();
        assertThat(judged(Recorded.worker().unseen())).isInconclusive().naming("the connection was lost");
    }
}
