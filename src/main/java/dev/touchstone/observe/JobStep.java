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

/** Applies the objects of a functional step, waits for its Job's end, reads its log, and removes what it made. */
final class JobStep {

    private static final int LOG_LINES = 5000;

    private final Cluster cluster;
    private final KubernetesClient client;
    private final String namespace;

    JobStep(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.namespace = namespace;
    }

    /** The exit code of the Job's pod, and its log. */
    ExecResult run(Action.RunJob step, Duration within) {
        List<HasMetadata> objects = new JobFile(client, namespace).objects(step);
        try {
            remove(objects);
            Job created = create(objects);
            try {
                Await.that("job " + created.getMetadata().getName() + " has ended")
                        .within(within)
                        .whileAlive(cluster::requireAlive)
                        .until(() -> state(created));
            } catch (AwaitException e) {
                throw new ObservationException(e.getMessage() + lastWords(created), e);
            }
            return result(created);
        } catch (KubernetesClientException e) {
            throw new ObservationException("%s cannot be applied: %s".formatted(step.file(), e.getMessage()), e);
        } finally {
            removeQuietly(objects);
        }
    }

    /** The Job, as the API server knows it now: pods and events of an earlier one of its name may still be about. */
    private Job create(List<HasMetadata> objects) {
        return objects.stream()
                .map(object -> client.resource(object).inNamespace(namespace).create())
                .filter(Job.class::isInstance)
                .map(Job.class::cast)
                .toList()
                .get(0);
    }

    private State state(Job created) {
        String name = created.getMetadata().getName();
        Job job =
                client.batch().v1().jobs().inNamespace(namespace).withName(name).get();
        if (job == null) {
            return State.terminal("job " + name + " is gone");
        }
        if (ended(job)) {
            return State.reached("job " + name + " has ended");
        }
        Optional<Event> refused = refusal(created);
        if (refused.isPresent()) {
            return State.terminal(
                    "the API server refuses its pod: " + refused.get().getMessage());
        }
        return pod(created)
                .map(pod -> PodState.of(pod) instanceof State.Terminal stuck
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

    private Optional<Event> refusal(Job job) {
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

    private Optional<Pod> pod(Job job) {
        String uid = job.getMetadata().getUid();
        return client
                .pods()
                .inNamespace(namespace)
                .withLabel("job-name", job.getMetadata().getName())
                .list()
                .getItems()
                .stream()
                .filter(pod ->
                        pod.getMetadata().getOwnerReferences().stream().anyMatch(owner -> uid.equals(owner.getUid())))
                .findFirst();
    }

    private ExecResult result(Job job) {
        Pod pod = pod(job).orElseThrow(() ->
                new ObservationException("job " + job.getMetadata().getName() + " has ended without a pod", null));
        int exitCode = pod.getStatus().getContainerStatuses().stream()
                .map(status -> status.getState().getTerminated())
                .filter(terminated -> terminated != null)
                .mapToInt(terminated -> terminated.getExitCode())
                .max()
                .orElse(-1);
        return new ExecResult(exitCode, log(pod), "");
    }

    private String log(Pod pod) {
        return client.pods()
                .inNamespace(namespace)
                .withName(pod.getMetadata().getName())
                .tailingLines(LOG_LINES)
                .getLog();
    }

    private String lastWords(Job job) {
        try {
            return pod(job).map(pod -> "%n  its log ends:%n".formatted() + log(pod).strip())
                    .orElse("");
        } catch (KubernetesClientException e) {
            return " (and its log cannot be read: %s)".formatted(e.getMessage());
        }
    }

    private void remove(List<HasMetadata> objects) {
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
    private void removeQuietly(List<HasMetadata> objects) {
        try {
            objects.forEach(
                    object -> client.resource(object).inNamespace(namespace).delete());
        } catch (KubernetesClientException e) {
            org.slf4j.LoggerFactory.getLogger("touchstone")
                    .warn("what a step made could not be removed: {}", e.getMessage());
        }
    }
}
