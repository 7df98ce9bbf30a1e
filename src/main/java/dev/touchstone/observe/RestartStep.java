package dev.touchstone.observe;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ExecResult;
import dev.touchstone.cluster.PodState;
import dev.touchstone.cluster.State;
import dev.touchstone.scenario.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Deletes the pods of workloads, all at once, and waits until as many are Ready again. */
final class RestartStep {

    private final Cluster cluster;
    private final String namespace;
    private final WorkloadPods pods;

    RestartStep(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.pods = new WorkloadPods(cluster.client(), namespace);
    }

    ExecResult run(Action.Restart restart, Duration within) {
        List<String> old = new ArrayList<>();
        restart.workloads().forEach(workload -> old.addAll(pods.of(workload)));
        Set<String> uids = new PodObserver(cluster.client(), namespace)
                .look().stream()
                        .filter(pod -> old.contains(pod.name()))
                        .map(PodFacts::uid)
                        .collect(Collectors.toSet());
        old.forEach(pod ->
                cluster.client().pods().inNamespace(namespace).withName(pod).delete());
        try {
            Await.that("%d pods of %s are replaced and Ready".formatted(old.size(), restart.workloads()))
                    .within(within)
                    .whileAlive(cluster::requireAlive)
                    .until(() -> state(restart, uids));
        } catch (AwaitException e) {
            throw new ObservationException(String.valueOf(e.getMessage()), e);
        }
        return new ExecResult(0, "%d pods were replaced, and are Ready again".formatted(old.size()), "");
    }

    private State state(Action.Restart restart, Set<String> old) {
        List<PodObserver.Observed> now = new PodObserver(cluster.client(), namespace)
                .all().stream()
                        .filter(pod -> restart.workloads().contains(pod.facts().workload()))
                        .filter(pod -> !old.contains(pod.facts().uid()))
                        .toList();
        List<String> open = new ArrayList<>();
        for (PodObserver.Observed each : now) {
            State state = PodState.of(each.pod());
            if (state instanceof State.Terminal) {
                return state;
            }
            if (!(state instanceof State.Reached)) {
                open.add(state.seen());
            }
        }
        return State.of(
                open.isEmpty() && now.size() >= old.size(),
                "%d of %d are there again; %s".formatted(now.size(), old.size(), String.join("; ", open)));
    }
}
