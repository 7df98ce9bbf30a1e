package dev.touchstone.observe;

import dev.touchstone.chart.PodTemplate;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the API server about every pod template of a render by a server-side dry run: of workloads, hooks and tests, and of
 * those that no controller has made into a pod yet. The API server is the oracle; nothing of Pod Security is evaluated here.
 */
public final class AdmissionObserver {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String EPHEMERAL = "ephemeralContainers";
    // RFC 7234, 5.5: code, agent, and the text in quotes.
    private static final Pattern WARNING = Pattern.compile("\\d{3} \\S+ \"((?:[^\"\\\\]|\\\\.)*)\"");

    private final KubernetesClient client;
    private final String namespace;

    public AdmissionObserver(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Ask about all of them at once; the answers are in the order of the templates. */
    public List<Admission> ask(List<PodTemplate> templates) {
        List<CompletableFuture<Admission>> answers =
                templates.stream().map(this::ask).toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    /**
     * Ask whether the ephemeral containers of each template can be put into a running pod, as {@code kubectl debug} does.
     *
     * @param pod its name
     */
    public List<Admission> askBeside(String pod, List<PodTemplate> templates) {
        List<CompletableFuture<Admission>> answers = templates.stream()
                .map(template -> {
                    ObjectNode patch = JSON.createObjectNode();
                    patch.putObject("spec")
                            .set(EPHEMERAL, template.spec().path(EPHEMERAL).deepCopy());
                    return send(
                            template,
                            client.getHttpClient()
                                    .newHttpRequestBuilder()
                                    .uri("%sapi/v1/namespaces/%s/pods/%s/ephemeralcontainers?dryRun=All"
                                            .formatted(client.getMasterUrl(), namespace, pod))
                                    .method(
                                            "PATCH",
                                            "application/strategic-merge-patch+json",
                                            JSON.writeValueAsString(patch)));
                })
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Admission> ask(PodTemplate template) {
        return send(
                template,
                client.getHttpClient()
                        .newHttpRequestBuilder()
                        .uri("%sapi/v1/namespaces/%s/pods?dryRun=All".formatted(client.getMasterUrl(), namespace))
                        .post("application/json", JSON.writeValueAsString(pod(template))));
    }

    private CompletableFuture<Admission> send(PodTemplate template, HttpRequest.Builder request) {
        return client.getHttpClient()
                .sendAsync(request.build(), String.class)
                .thenApply(answer -> admission(template, answer));
    }

    private Admission admission(PodTemplate template, HttpResponse<String> answer) {
        return new Admission(
                Subject.of(template.workload(), template.role().name().toLowerCase(Locale.ROOT)),
                template.source(),
                Redaction.of(template.spec()),
                answer.code(),
                answer.isSuccessful() ? "" : message(answer.body()),
                warnings(answer.headers("Warning")));
    }

    private static ObjectNode pod(PodTemplate template) {
        ObjectNode pod = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = pod.putObject("metadata").put("generateName", "touchstone-dry-run-");
        for (String key : List.of("labels", "annotations")) {
            if (template.metadata().has(key)) {
                metadata.set(key, template.metadata().path(key).deepCopy());
            }
        }
        ObjectNode spec = (ObjectNode) template.spec().deepCopy();
        // The chart's own account does not exist before it is installed; Pod Security does not look at it.
        spec.remove(List.of("serviceAccountName", "serviceAccount"));
        pod.set("spec", spec);
        return pod;
    }

    private static String message(String body) {
        try {
            JsonNode status = JSON.readTree(body);
            return status.path("message").asString(body);
        } catch (JacksonException notJson) {
            return body;
        }
    }

    private static List<String> warnings(List<String> headers) {
        List<String> warnings = new ArrayList<>();
        for (String header : headers) {
            Matcher matcher = WARNING.matcher(header);
            while (matcher.find()) {
                warnings.add(matcher.group(1).replace("\\\"", "\""));
            }
        }
        return warnings;
    }
}
