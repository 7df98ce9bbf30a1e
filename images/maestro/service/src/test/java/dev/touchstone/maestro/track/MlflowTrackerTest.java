package dev.touchstone.maestro.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.touchstone.maestro.job.Job;
import dev.touchstone.maestro.job.Primes;
import dev.touchstone.maestro.patience.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of MLflow, and what is made of its answers. They are those that a real one gave. */
class MlflowTrackerTest {

    private static final String NONE =
            "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"Could not find it\"}";
    private static final Job JOB = Job.queued("job-1", new Primes(10));

    private final Map<String, String> answers = new TreeMap<>();
    private final Map<String, Integer> codes = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private String gone = "none";

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/2.0/mlflow/", this::answer);
        server.start();
        answers.put("experiments/get-by-name", "{\"experiment\": {\"experiment_id\": \"7\"}}");
        answers.put("runs/search", "{}");
        answers.put("runs/create", "{\"run\": {\"info\": {\"run_id\": \"abc\"}}}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String what = exchange.getRequestURI().getPath().replace("/api/2.0/mlflow/", "");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(what + " " + body.replaceAll("\\d{13}", "NOW"));
            boolean missing = body.contains("\"experiment_id\":\"%s\"".formatted(gone));
            byte[] text = (missing ? NONE : answers.getOrDefault(what, "{}")).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(missing ? 404 : codes.getOrDefault(what, 200), text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private MlflowTracker tracker() {
        return new MlflowTracker(
                URI.create("http://localhost:%d/".formatted(server.getAddress().getPort())));
    }

    private String record() {
        return tracker().record(JOB, JOB.work().perform());
    }

    @Test
    void a_run_is_made_filled_and_ended() {
        assertThat(record()).isEqualTo("abc");
        assertThat(asked)
                .containsExactly(
                        "experiments/get-by-name ",
                        "runs/search {\"max_results\":1,\"experiment_ids\":[\"7\"],\"filter\":\"tags.`maestro.job` = 'job-1'\"}",
                        "runs/create {\"experiment_id\":\"7\",\"run_name\":\"job-1\",\"start_time\":NOW,"
                                + "\"tags\":[{\"key\":\"maestro.job\",\"value\":\"job-1\"}]}",
                        asked.get(3),
                        "runs/update {\"run_id\":\"abc\",\"status\":\"FINISHED\",\"end_time\":NOW}");
        assertThat(asked.get(3))
                .startsWith("runs/log-batch {\"run_id\":\"abc\"")
                .contains(
                        "{\"key\":\"below\",\"value\":\"10\"}",
                        "{\"key\":\"count\",\"value\":4.0,\"timestamp\":NOW,\"step\":0}",
                        "{\"key\":\"largest\",\"value\":7.0,");
    }

    @Test
    void a_run_that_was_begun_before_is_taken_up_again() {
        answers.put("runs/search", "{\"runs\": [{\"info\": {\"run_id\": \"before\"}}]}");
        assertThat(record()).isEqualTo("before");
        assertThat(asked).noneMatch(question -> question.startsWith("runs/create"));
    }

    @Test
    void an_experiment_that_is_missing_is_made() {
        answers.put("experiments/get-by-name", NONE);
        codes.put("experiments/get-by-name", 404);
        answers.put("experiments/create", "{\"experiment_id\": \"8\"}");
        record();
        assertThat(asked).anyMatch(question -> question.startsWith("runs/create {\"experiment_id\":\"8\""));
    }

    @Test
    void an_experiment_is_asked_for_once() {
        MlflowTracker tracker = tracker();
        tracker.record(JOB, JOB.work().perform());
        tracker.record(JOB, JOB.work().perform());
        assertThat(asked)
                .filteredOn(question -> question.startsWith("experiments"))
                .hasSize(1);
    }

    @Test
    void an_experiment_that_somebody_has_deleted_is_looked_for_again() {
        MlflowTracker tracker = tracker();
        tracker.record(JOB, JOB.work().perform());
        answers.put("experiments/get-by-name", "{\"experiment\": {\"experiment_id\": \"9\"}}");
        gone = "7";
        tracker.record(JOB, JOB.work().perform());
        assertThat(asked).anyMatch(question -> question.startsWith("runs/create {\"experiment_id\":\"9\""));
    }

    @Test
    void a_refusal_is_told_in_MLflows_words() {
        answers.put(
                "runs/log-batch", "{\"error_code\": \"INVALID_PARAMETER_VALUE\", \"message\": \"Changing params\"}");
        codes.put("runs/log-batch", 400);
        assertThatThrownBy(this::record)
                .isInstanceOf(RefusedException.class)
                .hasMessage("MLflow refuses runs/log-batch (400 INVALID_PARAMETER_VALUE): Changing params");
    }

    @Test
    void an_error_of_the_server_may_pass() {
        answers.put("runs/create", "Internal Server Error");
        codes.put("runs/create", 500);
        assertThatThrownBy(this::record)
                .isInstanceOf(UnavailableException.class)
                .hasMessageStartingWith("MLflow answers 500, and no JSON");
    }

    @Test
    void nobody_at_all_may_pass() {
        MlflowTracker tracker = tracker();
        server.stop(0);
        assertThatThrownBy(() -> tracker.record(JOB, JOB.work().perform()))
                .isInstanceOf(UnavailableException.class)
                .hasMessageStartingWith("MLflow does not answer: ");
    }
}
