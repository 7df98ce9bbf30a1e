package dev.touchstone.maestro.api;

import static dev.touchstone.maestro.api.RunningApi.PRIMES;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the kubelet is told. */
class HealthTest {

    @RegisterExtension
    private final RunningApi api = new RunningApi();

    @Test
    void the_process_is_alive_without_anybody_else() throws Exception {
        api.redisAnswers = false;
        assertThat(api.ask("GET", "/healthz", "").statusCode()).isEqualTo(200);
    }

    @Test
    void the_process_is_not_alive_when_it_is_stuck() throws Exception {
        api.trouble = Optional.of("stuck");
        HttpResponse<String> answer = api.ask("GET", "/healthz", "");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"error\":\"stuck\"}");
    }

    @Test
    void the_process_is_ready_only_after_the_start() throws Exception {
        assertThat(api.ask("GET", "/readyz", "").statusCode()).isEqualTo(503);
        api.health.started();
        assertThat(api.ask("GET", "/readyz", "").body()).isEqualTo("{\"redis\":\"answers\",\"start\":\"is over\"}");
    }

    @Test
    void the_process_is_ready_only_while_those_it_needs_answer() throws Exception {
        api.health.started();
        api.redisAnswers = false;
        HttpResponse<String> answer = api.ask("GET", "/readyz", "");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"redis\":\"Redis is away\"");
    }

    @Test
    void the_process_is_not_ready_while_it_ends_but_answers_and_says_that_the_connection_does_too() throws Exception {
        api.health.started();
        api.stop.now();
        assertThat(api.ask("GET", "/readyz", "").statusCode()).isEqualTo(503);
        HttpResponse<String> answer = api.ask("PUT", "/jobs/late", PRIMES);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Connection")).contains("close");
    }
}
