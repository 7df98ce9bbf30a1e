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

/** Deletes the pods of workloads, in the order given, and waits until as many are Ready again. */
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
            for (String workload : restart.workloads()) {
                uids.addAll(delete(workload, within));
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

    /** Those of one workload are gone before the next one's are deleted: else a server would find its old database once more. */
    private List<String> delete(String workload, Duration within) {
        List<String> names = pods.of(workload);
        List<String> uids = new ArrayList<>();
        for (String name : names) {
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
        Await.that("the pods of %s are gone".formatted(workload))
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
