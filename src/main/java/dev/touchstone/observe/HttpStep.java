package dev.touchstone.observe;

import dev.touchstone.cluster.ExecResult;
import dev.touchstone.scenario.Action;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a service through the API server's proxy, which reaches it wherever this process runs. */
final class HttpStep {

    private final KubernetesClient client;
    private final String namespace;

    HttpStep(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** The answer's status as exit code, its body as output. */
    ExecResult ask(Action.Http request, Duration within) {
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
