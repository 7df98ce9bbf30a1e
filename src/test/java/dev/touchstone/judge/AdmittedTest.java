package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import org.junit.jupiter.api.Test;

class AdmittedTest {

    private static final String VIOLATION =
            "would violate PodSecurity \\\"restricted:latest\\\": runAsNonRoot != true (pod or container)";

    private static Ruling judged(Recorded recorded) {
        return Admitted.judge(recorded.admission());
    }

    @Test
    void passes_on_what_was_recorded() {
        assertThat(judged(Recorded.template())).passes().naming("takes it (201) and does not warn");
    }

    @Test
    void fails_on_a_refusal_and_gives_the_API_servers_own_words() {
        assertThat(judged(Recorded.template()
                        .with("/status", "403")
                        .with(
                                "/message",
                                "\"pods is forbidden: violates PodSecurity: allowPrivilegeEscalation != false\"")))
                .fails()
                .naming("refuses it (403)", "violates PodSecurity: allowPrivilegeEscalation != false");
    }

    @Test
    void fails_on_a_warning_of_Pod_Security_though_the_pod_was_taken() {
        assertThat(judged(Recorded.template().with("/warnings", "[\"" + VIOLATION + "\"]")))
                .fails()
                .naming("takes it and warns", "runAsNonRoot != true (pod or container)");
    }

    @Test
    void passes_on_a_warning_of_something_else() {
        assertThat(judged(Recorded.template().with("/warnings", "[\"spec.nodeSelector is deprecated\"]")))
                .passes();
    }

    @Test
    void takes_no_answer_for_a_refusal() {
        assertThat(judged(Recorded.template().with("/status", "500"))).fails().naming("refuses it (500)");
        assertThat(judged(Recorded.template().with("/status", "0"))).fails();
    }
}
