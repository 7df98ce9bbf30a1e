package dev.touchstone.observe;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ExecResult;
import dev.touchstone.cluster.PodState;
import dev.touchstone.cluster.State;
import dev.touchstone.scenario.Action;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Deletes the pods of workloads, StatefulSets' first, and waits until as many are Ready again. */
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
        List<String> uids = new ArrayList<>();
        try {
            Map<Boolean, List<String>> sets = restart.workloads().stream()
                    .collect(Collectors.partitioningBy(workload -> workload.startsWith("statefulset/")));
            for (boolean set : List.of(true, false)) {
                uids.addAll(delete(Objects.requireNonNull(sets.get(set)), within));
            }
            Await.that("%d pods of %s are replaced and Ready".formatted(uids.size(), restart.workloads()))
                    .within(within)
                    .whileAlive(cluster::requireAlive)
                    .until(() -> state(restart, uids));
        } catch (AwaitException e) {
            throw new ObservationException(String.valueOf(e.getMessage()), e);
        }
        return new ExecResult(0, "%d pods were replaced, and are Ready again".formatted(uids.size()), "");
    }

    /** Waits until they are gone: else a server would find its old database once more. */
    private List<String> delete(List<String> workloads, Duration within) {
        List<String> uids = new ArrayList<>();
        for (String name :
                workloads.stream().flatMap(each -> pods.of(each).stream()).toList()) {
            Pod pod = cluster.client()
                    .pods()
                    .inNamespace(namespace)
                    .withName(name)
                    .get();
            if (pod != null) {
                uids.add(pod.getMetadata().getUid());
                cluster.client().resource(pod).delete();
            }
        }
        Await.that("the pods of %s are gone".formatted(workloads))
                .within(within)
                .whileAlive(cluster::requireAlive)
                .until(() -> {
                    List<String> there = cluster.client().pods().inNamespace(namespace).list().getItems().stream()
                            .filter(pod -> uids.contains(pod.getMetadata().getUid()))
                            .map(pod -> pod.getMetadata().getName())
                            .toList();
                    return State.of(there.isEmpty(), there + " are ending");
                });
        return uids;
    }

    private State state(Action.Restart restart, List<String> old) {
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
