package dev.touchstone.chart;

import dev.touchstone.cluster.Informers;
import dev.touchstone.cluster.LogTail;
import dev.touchstone.cluster.PodState;
import dev.touchstone.cluster.State;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happens in a namespace, kept up to date by informers. */
final class NamespaceWatch implements AutoCloseable {

    private static final int LOG_LINES = 20;
    private static final int READ_LINES = 500;

    private final KubernetesClient client;
    private final String namespace;
    private final SharedIndexInformer<Pod> pods;
    private final SharedIndexInformer<Event> events;
    private final Map<String, SharedIndexInformer<? extends HasMetadata>> workloads = new HashMap<>();
    /** Pods of an earlier revision: that one of them is stuck may be why there is a new one. */
    private final Set<String> podsBefore;

    /** Events that are older than this watch, with the count that they had. */
    private final Map<String, Integer> before;

    NamespaceWatch(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        this.pods = client.pods().inNamespace(namespace).runnableInformer(0);
        this.events = client.v1().events().inNamespace(namespace).runnableInformer(0);
        workloads.put(
                "Deployment", client.apps().deployments().inNamespace(namespace).runnableInformer(0));
        workloads.put(
                "StatefulSet",
                client.apps().statefulSets().inNamespace(namespace).runnableInformer(0));
        workloads.put(
                "DaemonSet", client.apps().daemonSets().inNamespace(namespace).runnableInformer(0));
        workloads.put("Job", client.batch().v1().jobs().inNamespace(namespace).runnableInformer(0));
        workloads.put("Pod", pods);
        Informers.start(all());
        this.podsBefore = pods.getStore().list().stream()
                .map(pod -> pod.getMetadata().getUid())
                .collect(Collectors.toSet());
        this.before = events.getStore().list().stream()
                .collect(Collectors.toMap(event -> event.getMetadata().getUid(), NamespaceWatch::count));
    }

    /** Whether what it knows is kept up to date: not so while the API server does not answer. */
    boolean isCurrent() {
        return events.isWatching() && workloads.values().stream().allMatch(SharedIndexInformer::isWatching);
    }

    /** A pod that the API server has refused to make, which no waiting will change. */
    Optional<State> refused() {
        return fresh().filter(event -> "FailedCreate".equals(event.getReason()))
                .filter(event -> isFinal(String.valueOf(event.getMessage())))
                .min(Comparator.comparing(event -> event.getMetadata().getName()))
                .map(event -> State.terminal("%s %s: the API server refuses its pod: %s"
                        .formatted(
                                event.getInvolvedObject().getKind(),
                                event.getInvolvedObject().getName(),
                                event.getMessage())));
    }

    /** A pod that cannot get any further. */
    Optional<State> stuck() {
        return pods.getStore().list().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> !podsBefore.contains(pod.getMetadata().getUid()))
                .filter(pod -> !pod.getMetadata().getAnnotations().containsKey("helm.sh/hook"))
                .map(PodState::of)
                .filter(State.Terminal.class::isInstance)
                .min(Comparator.comparing(State::seen));
    }

    State stateOf(RenderedObject object) {
        SharedIndexInformer<? extends HasMetadata> informer = workloads.get(object.kind());
        HasMetadata found = informer == null ? null : informer.getStore().getByKey(namespace + "/" + object.name());
        if (found == null) {
            return State.pending(object.reference() + " is not there yet");
        }
        if (found instanceof Deployment deployment) {
            return WorkloadState.of(deployment);
        }
        if (found instanceof StatefulSet set) {
            return WorkloadState.of(set);
        }
        if (found instanceof DaemonSet set) {
            return WorkloadState.of(set);
        }
        if (found instanceof Job job) {
            return WorkloadState.of(job);
        }
        return PodState.of((Pod) found);
    }

    /** For the reader of an error: warnings of this namespace, and the last words of containers that do not run. */
    String explain() {
        // A controller that is refused tries again and again, each time with another name for its pod.
        Map<String, Event> warnings = new TreeMap<>();
        fresh().filter(event -> "Warning".equals(event.getType()))
                .forEach(event -> warnings.putIfAbsent(
                        "%s %s: %s"
                                .formatted(
                                        event.getInvolvedObject().getKind(),
                                        event.getInvolvedObject().getName(),
                                        event.getReason()),
                        event));
        String events = warnings.entrySet().stream()
                .map(each -> "%n  event: %s: %s"
                        .formatted(each.getKey(), each.getValue().getMessage()))
                .collect(Collectors.joining());
        String logs = pods.getStore().list().stream()
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .flatMap(pod -> Stream.concat(
                                pod.getStatus().getInitContainerStatuses().stream(),
                                pod.getStatus().getContainerStatuses().stream())
                        .filter(status -> !Boolean.TRUE.equals(status.getReady()))
                        .filter(status -> status.getRestartCount() > 0
                                || (status.getState() != null
                                        && status.getState().getRunning() != null))
                        .map(status -> lastWords(pod.getMetadata().getName(), status)))
                .collect(Collectors.joining());
        return events + logs;
    }

    private String lastWords(String pod, ContainerStatus status) {
        boolean restarted = status.getRestartCount() > 0;
        String which = "%n  log of %s/%s%s:"
                .formatted(pod, status.getName(), restarted ? " before its last restart" : ", which is not Ready");
        try {
            ContainerResource container =
                    client.pods().inNamespace(namespace).withName(pod).inContainer(status.getName());
            String log = LogTail.read(container, status, READ_LINES);
            return "%s%n    %s".formatted(which, LogTail.of(log, LOG_LINES).replace("\n", "\n    "));
        } catch (KubernetesClientException e) {
            return "%s none (%s)".formatted(which, e.getMessage());
        }
    }

    private Stream<Event> fresh() {
        return events.getStore().list().stream()
                .filter(event ->
                        count(event) > before.getOrDefault(event.getMetadata().getUid(), 0));
    }

    private static int count(Event event) {
        return event.getCount() == null ? 1 : event.getCount();
    }

    // A service account that the chart is just making is looked for again; what a policy forbids stays forbidden.
    private static boolean isFinal(String message) {
        return (message.contains("forbidden") || message.contains("denied") || message.contains("is invalid"))
                && !message.contains("error looking up service account");
    }

    private List<SharedIndexInformer<?>> all() {
        return Stream.concat(workloads.values().stream(), Stream.of(events)).collect(Collectors.toList());
    }

    @Override
    public void close() {
        all().forEach(SharedIndexInformer::close);
    }
}
