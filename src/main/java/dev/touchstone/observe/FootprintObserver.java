package dev.touchstone.observe;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Asks the kubelets what each container has taken, and reads in its log what it was refused. */
public final class FootprintObserver {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    /** EROFS, EACCES and EPERM in the words of libc, Java and Python; only such lines are kept of a log. */
    private static final Pattern REFUSAL = Pattern.compile(
            "read-only file system|permission denied|operation not permitted|\\bEROFS\\b|\\bEACCES\\b|\\bEPERM\\b|AccessDeniedException|ReadOnlyFileSystemException",
            Pattern.CASE_INSENSITIVE);

    private static final int AT_ONCE = 8;
    private static final int LOG_LINES = 5000;
    private static final int KEPT_LINES = 20;
    private static final int KEPT_LENGTH = 300;

    private final KubernetesClient client;
    private final String namespace;

    public FootprintObserver(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** One for each container that runs now, by pod and container, without its memory: for that a kubelet takes its time. */
    public List<Footprint> look() {
        return look(Map.of());
    }

    /**
     * The same with what each has taken of memory. A kubelet answers as soon as it has measured every container, which takes it some
     * ten seconds after the start of the last one.
     */
    public List<Footprint> measure() {
        return look(memory());
    }

    private List<Footprint> look(Map<String, Long> memory) {
        List<Supplier<Footprint>> questions = new ArrayList<>();
        for (PodObserver.Observed observed : new PodObserver(client, namespace).all()) {
            observed.facts().containers().stream()
                    .filter(PodFacts.ContainerStatus::running)
                    .forEach(container -> questions.add(() -> footprint(observed, container.name(), memory)));
        }
        return Parallel.map(AT_ONCE, questions, Supplier::get);
    }

    private Footprint footprint(PodObserver.Observed observed, String container, Map<String, Long> memory) {
        String pod = observed.facts().name();
        return new Footprint(
                observed.facts().workload(),
                pod,
                container,
                memory.getOrDefault(pod + "/" + container, -1L),
                readyAfter(observed.pod()),
                refusals(pod, container));
    }

    /** Working sets by pod and container, from the kubelets' own summary; a kubelet that does not say leaves a gap. */
    private Map<String, Long> memory() {
        Map<String, Long> memory = new HashMap<>();
        client.nodes().list().getItems().forEach(node -> {
            String summary = client.raw("/api/v1/nodes/%s/proxy/stats/summary"
                    .formatted(node.getMetadata().getName()));
            for (JsonNode pod : JSON.readTree(summary == null ? "{}" : summary).path("pods")) {
                if (pod.path("podRef").path("namespace").asString("").equals(namespace)) {
                    String name = pod.path("podRef").path("name").asString("");
                    pod.path("containers")
                            .forEach(container -> memory.put(
                                    name + "/" + container.path("name").asString(""),
                                    container
                                            .path("memory")
                                            .path("workingSetBytes")
                                            .asLong(-1)));
                }
            }
        });
        return memory;
    }

    private static long readyAfter(Pod pod) {
        Instant made = Instant.parse(pod.getMetadata().getCreationTimestamp());
        return pod.getStatus().getConditions().stream()
                .filter(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()))
                .map(PodCondition::getLastTransitionTime)
                .mapToLong(time -> Duration.between(made, Instant.parse(time)).toSeconds())
                .findFirst()
                .orElse(-1);
    }

    private List<String> refusals(String pod, String container) {
        try {
            String log = client.pods()
                    .inNamespace(namespace)
                    .withName(pod)
                    .inContainer(container)
                    .tailingLines(LOG_LINES)
                    .getLog();
            return log.lines()
                    .filter(line -> REFUSAL.matcher(line).find())
                    .map(line -> line.length() > KEPT_LENGTH ? line.substring(0, KEPT_LENGTH) + "…" : line)
                    .limit(KEPT_LINES)
                    .toList();
        } catch (KubernetesClientException e) {
            return List.of("its log cannot be read: " + e.getMessage());
        }
    }
}
