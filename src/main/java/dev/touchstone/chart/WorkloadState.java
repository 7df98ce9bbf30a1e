package dev.touchstone.chart;

import dev.touchstone.cluster.State;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a workload has come with what its spec asks for, as {@code kubectl rollout status} sees it. */
final class WorkloadState {

    private static final Set<String> KNOWN = Set.of("Deployment", "StatefulSet", "DaemonSet", "Job", "Pod");

    private WorkloadState() {}

    static boolean isKnown(String kind) {
        return KNOWN.contains(kind);
    }

    static State of(Deployment deployment) {
        int wanted = number(deployment.getSpec().getReplicas(), 1);
        DeploymentStatus status = deployment.getStatus();
        boolean seen = isSeen(deployment.getMetadata().getGeneration(), status.getObservedGeneration());
        int updated = number(status.getUpdatedReplicas(), 0);
        int available = number(status.getAvailableReplicas(), 0);
        int all = number(status.getReplicas(), 0);
        return state(
                "deployment/" + deployment.getMetadata().getName(),
                seen && updated >= wanted && available >= wanted && all == updated,
                available,
                wanted);
    }

    static State of(StatefulSet set) {
        int wanted = number(set.getSpec().getReplicas(), 1);
        StatefulSetStatus status = set.getStatus();
        boolean seen = isSeen(set.getMetadata().getGeneration(), status.getObservedGeneration());
        int ready = number(status.getReadyReplicas(), 0);
        boolean updated = wanted == 0
                || (status.getUpdateRevision() != null
                        && status.getUpdateRevision().equals(status.getCurrentRevision()))
                || number(status.getUpdatedReplicas(), 0) >= wanted;
        return state("statefulset/" + set.getMetadata().getName(), seen && ready >= wanted && updated, ready, wanted);
    }

    static State of(DaemonSet set) {
        DaemonSetStatus status = set.getStatus();
        boolean seen = isSeen(set.getMetadata().getGeneration(), status.getObservedGeneration());
        int wanted = number(status.getDesiredNumberScheduled(), 0);
        int ready = number(status.getNumberReady(), 0);
        boolean updated = number(status.getUpdatedNumberScheduled(), 0) >= wanted;
        return state("daemonset/" + set.getMetadata().getName(), seen && ready >= wanted && updated, ready, wanted);
    }

    static State of(Job job) {
        int wanted = number(job.getSpec().getCompletions(), 1);
        JobStatus status = job.getStatus();
        String name = "job/" + job.getMetadata().getName();
        boolean failed = status.getConditions().stream()
                .anyMatch(condition -> "Failed".equals(condition.getType()) && "True".equals(condition.getStatus()));
        if (failed) {
            return State.terminal(name + " has failed");
        }
        return state(name, number(status.getSucceeded(), 0) >= wanted, number(status.getSucceeded(), 0), wanted);
    }

    private static State state(String name, boolean reached, int ready, int wanted) {
        return State.of(reached, "%s has %d of %d".formatted(name, ready, wanted));
    }

    private static boolean isSeen(@Nullable Long generation, @Nullable Long observed) {
        return generation != null && observed != null && observed >= generation;
    }

    private static int number(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
