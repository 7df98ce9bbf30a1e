package dev.touchstone.chart;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Joined;
import dev.touchstone.cluster.State;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Watches a release become Ready. It looks at what informers keep up to date, so that asking often costs the API server
 * nothing, and a pod that was refused shows within a second.
 */
final class Rollout implements AutoCloseable {

    private final Cluster cluster;
    private final List<RenderedObject> awaited;
    private final NamespaceWatch watch;

    Rollout(Cluster cluster, String namespace, Rendered rendered) {
        this.cluster = cluster;
        KubernetesClient client = cluster.client();
        this.watch = new NamespaceWatch(client, namespace);
        this.awaited = rendered.objects().stream()
                .filter(object -> object.role() == RenderedObject.Role.WORKLOAD)
                .filter(object -> WorkloadState.isKnown(object.kind()))
                .toList();
    }

    /** Runs what must not keep the process alive: a call of Helm that nobody waits for any more. */
    static void daemon(Runnable task) {
        Thread thread = new Thread(task, "touchstone-helm");
        thread.setDaemon(true);
        thread.start();
    }

    void await(CompletableFuture<Void> helm, Duration within, Consumer<String> progress) {
        AtomicReference<String> told = new AtomicReference<>("");
        try {
            Await.that("every workload of the release is Ready")
                    .within(within)
                    .whileAlive(cluster::requireAlive)
                    .until(() -> {
                        State state = state(helm);
                        if (!state.seen().equals(told.getAndSet(state.seen()))) {
                            progress.accept(state.seen());
                        }
                        return state;
                    });
        } catch (AwaitException e) {
            if (helm.isCompletedExceptionally()) {
                Joined.of(helm);
            }
            throw new RolloutException(e.getMessage() + watch.explain(), e);
        }
    }

    private State state(CompletableFuture<Void> helm) {
        if (helm.isCompletedExceptionally()) {
            return State.terminal("Helm has failed");
        }
        if (!watch.isCurrent()) {
            cluster.requireAlive(); // or the last that was heard would be looked at until the time has passed
        }
        return watch.refused()
                .or(watch::stuck)
                .orElseGet(() -> helm.isDone() ? workloads() : State.pending("Helm is installing"));
    }

    private State workloads() {
        List<State> states = awaited.stream().map(watch::stateOf).toList();
        List<String> open = states.stream()
                .filter(state -> !(state instanceof State.Reached))
                .map(State::seen)
                .toList();
        return State.of(
                open.isEmpty(),
                open.isEmpty()
                        ? "%d workload(s) are Ready".formatted(states.size())
                        : "%d of %d workloads are Ready; %s"
                                .formatted(states.size() - open.size(), states.size(), String.join("; ", open)));
    }

    @Override
    public void close() {
        watch.close();
    }
}
