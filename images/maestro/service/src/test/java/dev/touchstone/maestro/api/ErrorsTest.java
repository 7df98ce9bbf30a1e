package dev.touchstone.maestro.api;

import static dev.touchstone.maestro.api.RunningApi.PRIMES;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is answered when something is wrong: always JSON, with what was found and what is allowed. */
class ErrorsTest {

    @RegisterExtension
    private final RunningApi api = new RunningApi();

    @Test
    void an_error_names_the_field_what_was_found_and_what_is_allowed() throws Exception {
        HttpResponse<String> answer = api.ask("POST", "/jobs", "{\"kind\": \"primes\", \"below\": 1}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .contains(
                        "\"field\":\"below\"", "\"found\":\"1\"", "\"allowed\":\"a whole number from 3 to 10000000\"");
    }

    @Test
    void an_error_is_400_for_a_name_that_is_none() throws Exception {
        assertThat(api.ask("GET", "/jobs/Mine", "").statusCode()).isEqualTo(400);
    }

    @Test
    void an_error_is_404_for_a_job_that_nobody_has_sent() throws Exception {
        HttpResponse<String> answer = api.ask("GET", "/jobs/nobodys", "");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":\"there is no job nobodys\"}");
    }

    @Test
    void an_error_is_404_with_what_there_is_for_any_other_path() throws Exception {
        HttpResponse<String> answer = api.ask("GET", "/", "");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("POST /jobs", "GET /jobs/{id}", "GET /healthz");
    }

    @Test
    void an_error_is_405_with_the_methods_that_are_allowed() throws Exception {
        HttpResponse<String> answer = api.ask("DELETE", "/jobs/mine", "");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, PUT");
    }

    @Test
    void an_error_is_413_for_a_body_that_is_too_large_and_the_next_request_is_served() throws Exception {
        HttpResponse<String> answer = api.ask("POST", "/jobs", " ".repeat((1 << 20) + 1));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("found more than 1048576 bytes, allowed: 1048576 bytes");
        assertThat(api.ask("POST", "/jobs", PRIMES).statusCode()).isEqualTo(202);
    }

    @Test
    void an_error_is_503_while_somebody_is_away_and_says_who() throws Exception {
        api.queue.failNext(1);
        HttpResponse<String> answer = api.ask("PUT", "/jobs/mine", PRIMES);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("Redis does not answer");
        // What did not get to the queue gets there when the client tries again.
        api.ask("PUT", "/jobs/mine", PRIMES);
        assertThat(api.queue.waiting()).containsExactly("mine");
    }
}
