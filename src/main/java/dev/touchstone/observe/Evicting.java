package dev.touchstone.observe;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.State;
import dev.touchstone.observe.DisruptionFacts.Replacement;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Evicts pods of several workloads at once, and waits for what comes of it. */
final class Evicting {

    private final KubernetesClient client;
    private final String namespace;
    private final Evictions evictions;
    private final StopWatch stops;
    private final Duration ready;

    /** @param ready how long pods are given to become Ready, and others to go */
    Evicting(KubernetesClient client, String namespace, Evictions evictions, StopWatch stops, Duration ready) {
        this.client = client;
        this.namespace = namespace;
        this.evictions = evictions;
        this.stops = stops;
        this.ready = ready;
    }

    /**
     * What came of it.
     *
     * @param answers by workload, one after the other until one was refused
     * @param replacements what came in place of those that went
     * @param stops how their containers ended
     */
    record Wave(Map<String, List<EvictionAnswer>> answers, Map<String, Replacement> replacements, List<Stop> stops) {

        boolean replaced(String workload) {
            return Optional.ofNullable(replacements.get(workload))
                    .map(Replacement::ready)
                    .orElse(false);
        }
    }

    /** Nothing is asked, and nothing waited for, where there is no workload. */
    Wave atOnce(Map<String, List<PodObserver.Observed>> workloads) {
        if (workloads.isEmpty()) {
            return new Wave(Map.of(), Map.of(), List.of());
        }
        List<Stop> before = stops.stops();
        Map<String, List<EvictionAnswer>> answers = new LinkedHashMap<>();
        // A StatefulSet gives its pods the same names again.
        Map<String, Set<String>> uids = new LinkedHashMap<>();
        workloads.forEach((workload, pods) -> {
            List<EvictionAnswer> own = untilRefused(pods);
            answers.put(workload, own);
            Set<String> gone = granted(pods, own);
            if (!gone.isEmpty()) {
                uids.put(workload, gone);
            }
        });
        Map<String, Replacement> replacements = replaced(workloads, uids);
        awaitGone(uids.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        return new Wave(
                answers,
                replacements,
                stops.stops().stream().filter(stop -> !before.contains(stop)).toList());
    }

    private List<EvictionAnswer> untilRefused(List<PodObserver.Observed> pods) {
        List<EvictionAnswer> answers = new ArrayList<>();
        for (PodObserver.Observed pod : pods) {
            EvictionAnswer answer = evictions.evict(pod.facts().name());
            answers.add(answer);
            if (!answer.granted()) {
                break;
            }
        }
        return answers;
    }

    private static Set<String> granted(List<PodObserver.Observed> pods, List<EvictionAnswer> answers) {
        Set<String> names = answers.stream()
                .filter(EvictionAnswer::granted)
                .map(EvictionAnswer::pod)
                .collect(Collectors.toSet());
        return pods.stream()
                .map(PodObserver.Observed::facts)
                .filter(pod -> names.contains(pod.name()))
                .map(PodFacts::uid)
                .collect(Collectors.toSet());
    }

    /** Of each workload as it was seen when it was ready, or last. */
    private Map<String, Replacement> replaced(
            Map<String, List<PodObserver.Observed>> before, Map<String, Set<String>> gone) {
        long start = System.nanoTime();
        Map<String, Replacement> seen = new LinkedHashMap<>();
        try {
            Await.that("as many pods as before are Ready").within(ready).until(() -> {
                Map<String, List<PodObserver.Observed>> now = Drained.pods(client, namespace);
                gone.forEach((workload, uids) -> {
                    Replacement last = seen.get(workload);
                    if (last == null || !last.ready()) {
                        seen.put(
                                workload,
                                replacement(
                                        before.getOrDefault(workload, List.of()).size(),
                                        now.getOrDefault(workload, List.of()),
                                        uids,
                                        Duration.ofNanos(System.nanoTime() - start)
                                                .toMillis()));
                    }
                });
                List<String> open = seen.entrySet().stream()
                        .filter(each -> !each.getValue().ready())
                        .map(each -> each.getKey() + ": " + each.getValue().seen())
                        .toList();
                return State.of(open.isEmpty(), String.join("; ", open));
            });
        } catch (AwaitException late) {
            // What has not come by now is told workload by workload.
            return seen;
        }
        return seen;
    }

    /** How they end is known when they have; one that does not go has no end, and is told by that. */
    private void awaitGone(Set<String> uids) {
        try {
            Await.that("%d evicted pods are gone".formatted(uids.size()))
                    .within(ready)
                    .until(() -> {
                        long there = client.pods().inNamespace(namespace).list().getItems().stream()
                                .filter(pod -> uids.contains(pod.getMetadata().getUid()))
                                .count();
                        return State.of(there == 0, there + " are still there");
                    });
        } catch (AwaitException late) {
            // Its containers are then missing among the stops.
            return;
        }
    }

    private static Replacement replacement(int before, List<PodObserver.Observed> now, Set<String> gone, long millis) {
        List<PodFacts> there = now.stream()
                .map(PodObserver.Observed::facts)
                .filter(pod -> !gone.contains(pod.uid()))
                .toList();
        long count = there.stream().filter(PodFacts::ready).count();
        String words = there.stream()
                .map(pod -> "%s is %s%s"
                        .formatted(
                                pod.name(),
                                pod.ready() ? "Ready" : pod.phase(),
                                pod.containers().stream()
                                        .filter(container -> !container.running() && !container.finished())
                                        .map(container -> ", %s %s".formatted(container.name(), container.state()))
                                        .collect(Collectors.joining())))
                .collect(Collectors.joining("; "));
        return new Replacement(count >= before, "%d of %d are Ready; %s".formatted(count, before, words), millis);
    }
}
