package dev.touchstone.observe;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ExecResult;
import dev.touchstone.cluster.PodState;
import dev.touchstone.cluster.State;
import dev.touchstone.scenario.Action;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;

/** The objects of a step's file, applied, and the Job among them. Closed, they are removed. */
final class RunningJob implements AutoCloseable {

    private static final int LAST_LINES = 5000;

    private final Cluster cluster;
    private final KubernetesClient client;
    private final String namespace;
    private final List<HasMetadata> objects;
    private final Job job;

    private RunningJob(Cluster cluster, String namespace, List<HasMetadata> objects, Job job) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.namespace = namespace;
        this.objects = objects;
        this.job = job;
    }

    /**
     * Apply the file, in place of what an earlier step of its names has left.
     *
     * @throws ObservationException when it cannot be read or applied
     */
    static RunningJob start(Cluster cluster, String namespace, Action.RunJob step) {
        KubernetesClient client = cluster.client();
        List<HasMetadata> objects = new JobFile(client, namespace).objects(step);
        try {
            remove(client, namespace, objects);
            // As the API server knows it now: pods and events of an earlier one of its name may still be about.
            Job created = objects.stream()
                    .map(object ->
                            client.resource(object).inNamespace(namespace).create())
                    .filter(Job.class::isInstance)
                    .map(Job.class::cast)
                    .toList()
                    .get(0);
            return new RunningJob(cluster, namespace, objects, created);
        } catch (KubernetesClientException e) {
            removeQuietly(client, namespace, objects);
            throw new ObservationException("%s cannot be applied: %s".formatted(step.file(), e.getMessage()), e);
        }
    }

    private static void remove(KubernetesClient client, String namespace, List<HasMetadata> objects) {
        objects.forEach(object -> client.resource(object).inNamespace(namespace).delete());
        Await.that("objects of an earlier step are gone")
                .until(() -> State.of(
                        objects.stream()
                                .allMatch(object -> client.resource(object)
                                                .inNamespace(namespace)
                                                .get()
                                        == null),
                        "asked for them"));
    }

    // What went wrong before is what the reader must see.
    private static void removeQuietly(KubernetesClient client, String namespace, List<HasMetadata> objects) {
        try {
            objects.forEach(
                    object -> client.resource(object).inNamespace(namespace).delete());
        } catch (KubernetesClientException e) {
            LoggerFactory.getLogger("touchstone").warn("what a step made could not be removed: {}", e.getMessage());
        }
    }

    String name() {
        return job.getMetadata().getName();
    }

    /** Wait until it has ended, well or not. */
    void awaitEnd(Duration within) {
        await("job %s has ended".formatted(name()), within, this::state);
    }

    /** Wait until its log shows what the caller looks for. */
    void await(String what, Duration within, Callable<State> state) {
        try {
            Await.that(what).within(within).whileAlive(cluster::requireAlive).until(state);
        } catch (AwaitException e) {
            throw new ObservationException(e.getMessage() + lastWords(), e);
        }
    }

    /** Reached when it has ended; terminal when its pod is refused or stuck. */
    State state() {
        Job now = client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName(name())
                .get();
        if (now == null) {
            return State.terminal("job " + name() + " is gone");
        }
        if (ended(now)) {
            return State.reached("job " + name() + " has ended");
        }
        Optional<Event> refused = refusal();
        if (refused.isPresent()) {
            return State.terminal(
                    "the API server refuses its pod: " + refused.get().getMessage());
        }
        return pod().map(pod -> PodState.of(pod) instanceof State.Terminal stuck
                                && !"Failed".equals(pod.getStatus().getPhase())
                        ? stuck
                        : State.pending("its pod is " + pod.getStatus().getPhase()))
                .orElse(State.pending("it has no pod yet"));
    }

    private static boolean ended(Job job) {
        return job.getStatus() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(condition -> List.of("Complete", "Failed").contains(condition.getType())
                                && "True".equals(condition.getStatus()));
    }

    private Optional<Event> refusal() {
        return client
                .v1()
                .events()
                .inNamespace(namespace)
                .withField("involvedObject.uid", job.getMetadata().getUid())
                .list()
                .getItems()
                .stream()
                .filter(event -> "FailedCreate".equals(event.getReason()))
                .findFirst();
    }

    /** Its pod; empty as long as there is none. */
    Optional<Pod> pod() {
        String uid = job.getMetadata().getUid();
        return client.pods().inNamespace(namespace).withLabel("job-name", name()).list().getItems().stream()
                .filter(pod ->
                        pod.getMetadata().getOwnerReferences().stream().anyMatch(owner -> uid.equals(owner.getUid())))
                .findFirst();
    }

    /** The exit code of its pod, and the end of its log. */
    ExecResult result(int lines) {
        Pod pod = pod().orElseThrow(() -> new ObservationException("job " + name() + " has ended without a pod", null));
        int exitCode = pod.getStatus().getContainerStatuses().stream()
                .map(status -> status.getState().getTerminated())
                .filter(terminated -> terminated != null)
                .mapToInt(terminated -> terminated.getExitCode())
                .max()
                .orElse(-1);
        return new ExecResult(exitCode, log(pod, lines), "");
    }

    /** The end of its log; nothing as long as it has no pod. */
    String log(int lines) {
        return pod().map(pod -> log(pod, lines)).orElse("");
    }

    private String log(Pod pod, int lines) {
        return client.pods()
                .inNamespace(namespace)
                .withName(pod.getMetadata().getName())
                .tailingLines(lines)
                .getLog();
    }

    private String lastWords() {
        try {
            return pod().map(pod -> "%n  its log ends:%n".formatted()
                            + log(pod, LAST_LINES).strip())
                    .orElse("");
        } catch (KubernetesClientException e) {
            return " (and its log cannot be read: %s)".formatted(e.getMessage());
        }
    }

    @Override
    public void close() {
        removeQuietly(client, namespace, objects);
    }
}
