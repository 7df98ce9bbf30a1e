package dev.touchstone.observe;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ExecResult;
import dev.touchstone.cluster.State;
import dev.touchstone.scenario.Action;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a service through the API server's proxy, which reaches it wherever this process runs. */
final class HttpStep {

    private final Cluster cluster;
    private final KubernetesClient client;
    private final String namespace;

    HttpStep(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.namespace = namespace;
    }

    /**
     * The answer's status as exit code, its body as output. A service that cannot be reached is asked again as long as there is
     * time: right after a pod was replaced, the way to it is not there for a moment. What it answers counts at once.
     */
    ExecResult ask(Action.Http request, Duration within) {
        Instant end = Instant.now().plus(within);
        List<ExecResult> answers = new ArrayList<>();
        try {
            Await.that("service %s is reached".formatted(request.service()))
                    .within(within)
                    .whileAlive(cluster::requireAlive)
                    .until(() -> {
                        try {
                            answers.add(once(request, Duration.between(Instant.now(), end)));
                        } catch (ObservationException silent) {
                            return State.terminal(String.valueOf(silent.getMessage()));
                        }
                        ExecResult answer = answers.get(answers.size() - 1);
                        return State.of(isOfTheService(answer), answer.output());
                    });
        } catch (AwaitException unreachable) {
            if (answers.isEmpty()) {
                throw new ObservationException(String.valueOf(unreachable.getMessage()), unreachable);
            }
        }
        return answers.get(answers.size() - 1);
    }

    /** The API server says itself when it has no way to a service, by a Status of its own. */
    private static boolean isOfTheService(ExecResult answer) {
        return answer.exitCode() != HttpURLConnection.HTTP_UNAVAILABLE
                || !answer.output().contains("\"kind\":\"Status\"")
                || !answer.output().contains("\"reason\":\"ServiceUnavailable\"");
    }

    private ExecResult once(Action.Http request, Duration within) {
        String uri = "%sapi/v1/namespaces/%s/services/%s:%s/proxy%s"
                .formatted(client.getMasterUrl(), namespace, request.service(), request.port(), request.path());
        HttpRequest.Builder builder =
                client.getHttpClient().newHttpRequestBuilder().uri(uri);
        String body = request.body().isEmpty() ? null : request.body();
        try {
            HttpResponse<String> answer = client.getHttpClient()
                    .sendAsync(
                            builder.method(request.method(), "application/json", body)
                                    .build(),
                            String.class)
                    .get(within.toMillis(), TimeUnit.MILLISECONDS);
            return new ExecResult(answer.code(), answer.body(), "");
        } catch (TimeoutException e) {
            throw new ObservationException("%s did not answer within %d s".formatted(uri, within.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new ObservationException("%s cannot be asked: %s".formatted(uri, e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ObservationException("interrupted while asking " + uri, e);
        }
    }
}
