package dev.touchstone.observe;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ExecResult;
import dev.touchstone.scenario.Action;
import java.time.Duration;

/** Applies the objects of a functional step, waits for its Job's end, reads its log, and removes what it made. */
final class JobStep {

    private static final int LOG_LINES = 5000;

    private final Cluster cluster;
    private final String namespace;

    JobStep(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /** The exit code of the Job's pod, and its log. */
    ExecResult run(Action.RunJob step, Duration within) {
        try (RunningJob job = RunningJob.start(cluster, namespace, step)) {
            job.awaitEnd(within);
            return job.result(LOG_LINES);
        }
    }
}
