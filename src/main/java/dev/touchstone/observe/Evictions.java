package dev.touchstone.observe;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks the Eviction API (policy/v1) to have pods go, as {@code kubectl drain} does. A refusal is an answer like any other: it is asked
 * once, where the client itself would ask again and again until it is granted.
 */
final class Evictions implements AutoCloseable {

    private final KubernetesClient client;
    private final String namespace;

    Evictions(KubernetesClient client, String namespace) {
        Config once = new ConfigBuilder(client.getConfiguration())
                .withRequestRetryBackoffLimit(0)
                .build();
        this.client = new KubernetesClientBuilder().withConfig(once).build();
        this.namespace = namespace;
    }

    /** What would be answered; the pod stays. */
    EvictionAnswer rehearse(String pod) {
        return ask(pod, Map.of("dryRun", List.of("All")));
    }

    /** Have the pod go. */
    EvictionAnswer evict(String pod) {
        return ask(pod, Map.of());
    }

    private EvictionAnswer ask(String pod, Map<String, Object> options) {
        Map<String, Object> eviction = Map.of(
                "apiVersion",
                "policy/v1",
                "kind",
                "Eviction",
                "metadata",
                Map.of("name", pod, "namespace", namespace),
                "deleteOptions",
                options);
        try {
            client.raw("/api/v1/namespaces/%s/pods/%s/eviction".formatted(namespace, pod), "POST", eviction);
            return EvictionAnswer.granted(pod);
        } catch (KubernetesClientException refused) {
            return refusal(pod, refused);
        }
    }

    private static EvictionAnswer refusal(String pod, KubernetesClientException refused) {
        Status status = refused.getStatus();
        if (status == null) {
            throw new ObservationException(
                    "eviction of pod %s could not be asked for: %s".formatted(pod, refused.getMessage()), refused);
        }
        List<StatusCause> causes = Optional.ofNullable(status.getDetails())
                .map(details -> details.getCauses())
                .orElse(List.of());
        String reasons = causes.stream().map(StatusCause::getReason).distinct().collect(Collectors.joining(", "));
        String messages = causes.stream().map(StatusCause::getMessage).collect(Collectors.joining("; "));
        return new EvictionAnswer(
                pod,
                refused.getCode(),
                reasons.isEmpty() ? String.valueOf(status.getReason()) : reasons,
                messages.isEmpty() ? String.valueOf(status.getMessage()) : messages);
    }

    @Override
    public void close() {
        client.close();
    }
}
