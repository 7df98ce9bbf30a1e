package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import org.junit.jupiter.api.Test;

class NoTokenTest {

    private static final String TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount/token";

    private static Ruling judged(Recorded recorded) {
        return new NoToken().judge(recorded.facts());
    }

    @Test
    void passes_on_what_was_recorded() {
        assertThat(judged(Recorded.worker())).passes().naming("no token in the container, no token volume in the pod");
    }

    @Test
    void fails_on_a_token_in_the_container() {
        assertThat(judged(Recorded.worker().with("/probe/tokens", "[\"" + TOKEN + "\"]")))
                .fails()
                .naming("a token lies in the container: [" + TOKEN + "], expected none")
                .withRemedy(Remedy.Level.POD, "automountServiceAccountToken");
    }

    @Test
    void fails_on_a_token_volume_in_the_live_pod_though_none_was_declared() {
        assertThat(judged(Recorded.worker()
                        .without("/declaredPod/automountServiceAccountToken")
                        .with("/pod/tokenVolume", "true")))
                .fails()
                .naming("the live pod has a volume with a token, expected none");
    }

    @Test
    void leaves_it_to_the_service_account_to_say_so() {
        assertThat(judged(Recorded.worker().without("/declaredPod/automountServiceAccountToken")))
                .passes();
    }

    @Test
    void calls_it_luck_when_a_token_is_declared_and_none_is_there() {
        assertThat(judged(Recorded.worker().with("/declaredPod/automountServiceAccountToken", "true")))
                .fails()
                .naming("declared automountServiceAccountToken: true, expected false", "holds here by luck");
    }

    @Test
    void judges_a_finished_container_by_the_live_pod() {
        assertThat(judged(Recorded.worker().finished())).passes().naming("by declaration and status only");
        assertThat(judged(Recorded.worker().finished().with("/pod/tokenVolume", "true")))
                .fails()
                .naming("the live pod has a volume with a token");
    }

    @Test
    void is_inconclusive_when_nothing_was_observed() {
        assertThat(judged(Recorded.worker().unseen())).isInconclusive().naming("the connection was lost");
    }
}
