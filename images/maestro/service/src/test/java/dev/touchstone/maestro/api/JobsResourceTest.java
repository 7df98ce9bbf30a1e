package dev.touchstone.maestro.api;

import static dev.touchstone.maestro.api.RunningApi.PRIMES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.maestro.job.Figures;
import dev.touchstone.maestro.job.Outcome;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is answered to whoever sends jobs and asks for them. */
class JobsResourceTest {

    @RegisterExtension
    private final RunningApi api = new RunningApi();

    @Test
    void a_job_is_accepted_with_its_place_and_queued() throws Exception {
        HttpResponse<String> answer = api.ask("POST", "/jobs", PRIMES);
        String place = answer.headers().firstValue("Location").orElseThrow();
        String id = place.replace("/jobs/", "");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(api.queue.waiting()).containsExactly(id);
        assertThat(api.ask("GET", place, "").body())
                .isEqualTo("{\"id\":\"%s\",\"kind\":\"primes\",\"state\":\"queued\",\"attempts\":0}".formatted(id));
    }

    @Test
    void a_job_that_is_sent_again_under_its_name_is_no_second_one() throws Exception {
        assertThat(api.ask("PUT", "/jobs/mine", PRIMES).statusCode()).isEqualTo(202);
        assertThat(api.ask("PUT", "/jobs/mine", PRIMES).statusCode()).isEqualTo(200);
        assertThat(api.queue.waiting()).containsExactly("mine");
    }

    @Test
    void a_job_cannot_take_the_name_of_another() throws Exception {
        api.ask("PUT", "/jobs/mine", PRIMES);
        assertThat(api.ask("PUT", "/jobs/mine", PRIMES.replace("10", "11")).statusCode())
                .isEqualTo(409);
    }

    @Test
    void a_job_that_is_done_is_told_with_figures_and_run() throws Exception {
        api.ask("PUT", "/jobs/mine", PRIMES);
        api.jobs.claim("mine", "worker");
        api.jobs.end("mine", "worker", new Outcome.Done(Figures.of(Map.of("mean", new BigDecimal("2.50"))), "run-1"));
        assertThat(api.ask("GET", "/jobs/mine", "").body())
                .isEqualTo("{\"id\":\"mine\",\"kind\":\"primes\",\"state\":\"done\",\"attempts\":1,"
                        + "\"result\":{\"mean\":2.5},\"run\":\"run-1\"}");
    }

    @Test
    void a_job_that_has_failed_is_told_with_its_cause_and_not_queued_again() throws Exception {
        api.ask("PUT", "/jobs/mine", PRIMES);
        api.jobs.claim("mine", "worker");
        api.jobs.end("mine", "worker", new Outcome.Failed("MLflow is away"));
        api.queue.take("worker", Duration.ZERO);
        assertThat(api.ask("PUT", "/jobs/mine", PRIMES).body())
                .contains("\"state\":\"failed\"", "\"cause\":\"MLflow is away\"");
        assertThat(api.queue.waiting()).isEmpty();
    }
}
