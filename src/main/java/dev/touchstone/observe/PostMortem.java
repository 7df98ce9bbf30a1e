package dev.touchstone.observe;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What a person would look at when a release is red, taken before it is removed: events, every pod as it is, the logs of every
 * container and of its run before that, the last changes of objects, the releases that Helm has recorded. It is bounded, and holds
 * no secrets.
 */
public final class PostMortem {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final ObjectMapper YAML = YAMLMapper.builder().build();

    private static final int LOG_LINES = 1000;
    /** Characters of one file; of a log its end is kept. */
    private static final int FILE = 200_000;
    /** Characters of all files. */
    private static final int ALL = 5_000_000;

    private final KubernetesClient client;
    private final String namespace;
    private final ChangeLog changes;
    private final SecretMask mask;
    private final Map<String, String> files = new LinkedHashMap<>();
    private int size;

    private PostMortem(KubernetesClient client, String namespace, ChangeLog changes) {
        this.client = client;
        this.namespace = namespace;
        this.changes = changes;
        this.mask = SecretMask.of(client, namespace);
    }

    /** Look at a namespace; texts by the name of their file. */
    public static Map<String, String> of(KubernetesClient client, String namespace, ChangeLog changes) {
        PostMortem all = new PostMortem(client, namespace, changes);
        all.look();
        return all.files;
    }

    private void look() {
        put("events.txt", this::events);
        put("changes.txt", () -> String.join("\n", changes.last()) + "\n");
        put("releases.txt", this::releases);
        List<Pod> pods = pods();
        pods.forEach(pod -> put("pods/%s.yaml".formatted(pod.getMetadata().getName()), () -> asItIs(pod)));
        for (Pod pod : pods) {
            String name = pod.getMetadata().getName();
            containers(pod).forEach(container -> {
                put("logs/%s.%s.txt".formatted(name, container), () -> log(name, container, false));
                if (hasRunBefore(pod, container)) {
                    put("logs/%s.%s.previous.txt".formatted(name, container), () -> log(name, container, true));
                }
            });
        }
    }

    private List<Pod> pods() {
        try {
            return client.pods().inNamespace(namespace).list().getItems();
        } catch (KubernetesClientException e) {
            put("pods.txt", () -> "(they cannot be listed: %s)%n".formatted(e.getMessage()));
            return List.of();
        }
    }

    /** What cannot be had is no reason to lose the rest. */
    private void put(String name, Supplier<String> text) {
        String masked;
        try {
            masked = mask.mask(text.get());
        } catch (KubernetesClientException e) {
            masked = "(it cannot be had: %s)%n".formatted(e.getMessage());
        }
        String kept = masked.length() > FILE
                ? "(the beginning is left out)%n".formatted() + masked.substring(masked.length() - FILE)
                : masked;
        if (size + kept.length() > ALL) {
            kept = "(left out: all files together are longer than %d characters)%n".formatted(ALL);
        }
        size += kept.length();
        files.put(name, kept);
    }

    private String events() {
        return client.v1().events().inNamespace(namespace).list().getItems().stream()
                .sorted(Comparator.comparing(PostMortem::time))
                .map(event -> "%s %-7s %-22s %s/%s: %s (%d times)%n"
                        .formatted(
                                time(event),
                                event.getType(),
                                event.getReason(),
                                event.getInvolvedObject().getKind(),
                                event.getInvolvedObject().getName(),
                                event.getMessage(),
                                Optional.ofNullable(event.getCount()).orElse(1)))
                .collect(Collectors.joining());
    }

    private static String time(Event event) {
        return Stream.of(
                        event.getLastTimestamp(),
                        event.getEventTime() == null
                                ? null
                                : event.getEventTime().getTime(),
                        event.getMetadata().getCreationTimestamp())
                .flatMap(time -> Optional.ofNullable(time).stream())
                .findFirst()
                .orElse("");
    }

    /** As Helm labels its records; what is in them are values, which may be secrets. */
    private String releases() {
        return client.secrets().inNamespace(namespace).withLabel("owner", "helm").list().getItems().stream()
                .map(secret -> "%s: revision %s, %s%n"
                        .formatted(
                                secret.getMetadata().getLabels().get("name"),
                                secret.getMetadata().getLabels().get("version"),
                                secret.getMetadata().getLabels().get("status")))
                .collect(Collectors.joining());
    }

    private static String asItIs(Pod pod) {
        ObjectNode json = (ObjectNode) JSON.readTree(Serialization.asJson(pod));
        json.withObject("/metadata").remove("managedFields");
        return YAML.writeValueAsString(Redaction.of(json));
    }

    private static List<String> containers(Pod pod) {
        List<String> names = new ArrayList<>();
        pod.getSpec().getInitContainers().forEach(each -> names.add(each.getName()));
        pod.getSpec().getContainers().forEach(each -> names.add(each.getName()));
        return names;
    }

    private static boolean hasRunBefore(Pod pod, String container) {
        return Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream())
                .anyMatch(status -> status.getName().equals(container) && status.getRestartCount() > 0);
    }

    private String log(String pod, String container, boolean previous) {
        ContainerResource its =
                client.pods().inNamespace(namespace).withName(pod).inContainer(container);
        return previous
                ? its.terminated().tailingLines(LOG_LINES).getLog()
                : its.tailingLines(LOG_LINES).getLog();
    }
}
