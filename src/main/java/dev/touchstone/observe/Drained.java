package dev.touchstone.observe;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Knows what a drain of all nodes would evict. */
public final class Drained {

    /** Their pods come and go as a drain does not concern them. */
    private static final Set<String> NEVER = Set.of("daemonset", "job", "cronjob");
    /** Phases of pods that have nothing to lose. */
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private Drained() {}

    /** Whether it evicts the pods of a workload, named as kubectl names it. */
    public static boolean concerns(String workload) {
        return !NEVER.contains(workload.split("/", 2)[0]);
    }

    /** How many pods each workload has, whether they are Ready or not. */
    public static Map<String, Integer> counts(KubernetesClient client, String namespace) {
        return pods(client, namespace).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, pods -> pods.getValue().size()));
    }

    /** The pods, by workload. */
    static Map<String, List<PodObserver.Observed>> pods(KubernetesClient client, String namespace) {
        return new PodObserver(client, namespace)
                .all().stream()
                        .filter(pod -> concerns(pod.facts().workload()))
                        .filter(pod -> !ENDED.contains(pod.facts().phase()))
                        .collect(Collectors.groupingBy(
                                pod -> pod.facts().workload(), TreeMap::new, Collectors.toList()));
    }
}
