package dev.touchstone.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How a functional step is tried. */
public sealed interface Action {

    /**
     * Apply the objects of a file, among them exactly one Job, and wait for the Job's end; its log is what is seen.
     *
     * @param file YAML documents
     * @param env variables that are set in the Job's containers, in place of those of the same name
     */
    record RunJob(Path file, Map<String, String> env) implements Action {

        public RunJob {
            env = Map.copyOf(env);
        }
    }

    /**
     * Run a command in a container of the first pod of a workload; what it prints is what is seen.
     *
     * @param workload as kubectl names it: {@code statefulset/spark-sa-worker}
     */
    record Exec(String workload, String container, List<String> command) implements Action {

        public Exec {
            command = List.copyOf(command);
        }
    }

    /**
     * Ask a service over HTTP, through the API server's proxy.
     *
     * @param port name or number of the service's port
     * @param path begins with a slash
     */
    record Http(String service, String port, String method, String path, String body) implements Action {}

    /** Run the chart's own test hooks, as {@code helm test} does. */
    record HelmTest() implements Action {}

    /**
     * Delete the pods of workloads, those of StatefulSets before those of all others, and wait until all have as many Ready
     * again: what must outlive a pod is then seen by the steps that follow.
     *
     * @param workloads as kubectl names them
     */
    record Restart(List<String> workloads) implements Action {

        public Restart {
            workloads = List.copyOf(workloads);
        }
    }
}
