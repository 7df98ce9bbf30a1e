package dev.touchstone.observe;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.State;
import dev.touchstone.observe.DisruptionFacts.Evicted;
import dev.touchstone.observe.DisruptionFacts.Replacement;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out what a namespace's budgets are worth: would each pod be let go, is one too many refused, and what comes in place of those
 * that went. Of all workloads at once.
 */
public final class DisruptionObserver {

    /** Of budgets: their controller counts after every change of a pod. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Their pods come and go as a drain does not concern them. */
    private static final Set<String> NOT_DRAINED = Set.of("daemonset", "job", "cronjob");

    /** Phases of pods that have nothing to lose. */
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private final KubernetesClient client;
    private final String namespace;

    public DisruptionObserver(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Whether a drain evicts the pods of a workload, named as kubectl names it. */
    public static boolean concerns(String workload) {
        return !NOT_DRAINED.contains(workload.split("/", 2)[0]);
    }

    /**
     * Ask once more what an eviction of each pod would come to; the rest is as it was.
     *
     * @param before what was seen when pods were evicted
     */
    public DisruptionFacts rehearse(DisruptionFacts before) {
        List<Budget> budgets = settled();
        try (Evictions evictions = new Evictions(client, namespace)) {
            Map<String, List<EvictionAnswer>> rehearsed = rehearsed(evictions, workloads());
            return new DisruptionFacts(
                    budgets,
                    before.workloads().stream()
                            .map(each -> each.withRehearsals(rehearsed.getOrDefault(each.workload(), List.of())))
                            .toList());
        }
    }

    private static Map<String, List<EvictionAnswer>> rehearsed(
            Evictions evictions, Map<String, List<PodObserver.Observed>> workloads) {
        Map<String, List<EvictionAnswer>> rehearsed = new LinkedHashMap<>();
        workloads.forEach((workload, pods) -> rehearsed.put(
                workload, names(pods).stream().map(evictions::rehearse).toList()));
        return rehearsed;
    }

    /**
     * Look, evict, and wait for what comes in place. Whoever ended badly is asked once more when all are Ready again: its database may
     * have gone at the same moment, and who loses that may end in an error.
     *
     * @param stops how pods went that a step had replaced; single ones that ended as they should are not evicted
     * @param ready how long pods are given to become Ready
     */
    public DisruptionFacts look(StopWatch stops, Duration ready) {
        Map<String, List<PodObserver.Observed>> workloads = workloads();
        List<Budget> budgets = settled();
        try (Evictions evictions = new Evictions(client, namespace)) {
            Map<String, List<EvictionAnswer>> rehearsed = rehearsed(evictions, workloads);
            List<Stop> before = stops.stops();
            Wave first = wave(
                    evictions,
                    only(workloads, workload -> size(workloads, workload) > 1 || !endedWell(workload, before)),
                    stops,
                    ready);
            Map<String, List<PodObserver.Observed>> badly =
                    only(workloads(), workload -> first.replaced(workload) && !endedWell(workload, first.stops()));
            if (!badly.isEmpty()) {
                settled();
            }
            Wave again = wave(evictions, badly, stops, ready);
            List<Evicted> facts = new ArrayList<>();
            workloads.forEach((workload, pods) -> facts.add(new Evicted(
                    workload,
                    Optional.ofNullable(pods.get(0).pod().getMetadata().getLabels())
                            .orElse(Map.of()),
                    rehearsed.getOrDefault(workload, List.of()),
                    first.answers().getOrDefault(workload, List.of()),
                    first.replacements().getOrDefault(workload, new Replacement(false, "", -1)),
                    Stream.of(again.stops(), first.stops(), before)
                            .map(all -> of(workload, all))
                            .filter(own -> !own.isEmpty())
                            .findFirst()
                            .orElse(List.of()))));
            return new DisruptionFacts(budgets, facts);
        }
    }

    /**
     * Evictions at once.
     *
     * @param answers by workload, one after the other until one was refused
     * @param replacements what came in place of those that went
     * @param stops how their containers ended
     */
    private record Wave(
            Map<String, List<EvictionAnswer>> answers, Map<String, Replacement> replacements, List<Stop> stops) {

        boolean replaced(String workload) {
            return Optional.ofNullable(replacements.get(workload))
                    .map(Replacement::ready)
                    .orElse(false);
        }
    }

    private Wave wave(
            Evictions evictions, Map<String, List<PodObserver.Observed>> workloads, StopWatch stops, Duration ready) {
        if (workloads.isEmpty()) {
            return new Wave(Map.of(), Map.of(), List.of());
        }
        List<Stop> before = stops.stops();
        Map<String, List<EvictionAnswer>> answers = new LinkedHashMap<>();
        workloads.forEach((workload, pods) -> answers.put(workload, untilRefused(evictions, pods)));
        Map<String, Replacement> replacements = replaced(workloads, answers, ready);
        awaitGone(uids(workloads, answers), ready);
        return new Wave(
                answers,
                replacements,
                stops.stops().stream().filter(stop -> !before.contains(stop)).toList());
    }

    private static int size(Map<String, List<PodObserver.Observed>> workloads, String workload) {
        return workloads.getOrDefault(workload, List.of()).size();
    }

    private static Map<String, List<PodObserver.Observed>> only(
            Map<String, List<PodObserver.Observed>> workloads, Predicate<String> which) {
        Map<String, List<PodObserver.Observed>> some = new TreeMap<>(workloads);
        some.keySet().removeIf(which.negate());
        return some;
    }

    private static List<Stop> of(String workload, List<Stop> stops) {
        return stops.stream().filter(stop -> stop.workload().equals(workload)).toList();
    }

    private static boolean endedWell(String workload, List<Stop> stops) {
        List<Stop> own = of(workload, stops);
        return !own.isEmpty() && own.stream().allMatch(Stop::byItself);
    }

    private Map<String, List<PodObserver.Observed>> workloads() {
        return new PodObserver(client, namespace)
                .all().stream()
                        .filter(pod -> concerns(pod.facts().workload()))
                        .filter(pod -> !ENDED.contains(pod.facts().phase()))
                        .collect(Collectors.groupingBy(
                                pod -> pod.facts().workload(), TreeMap::new, Collectors.toList()));
    }

    private static List<String> names(List<PodObserver.Observed> pods) {
        return pods.stream().map(pod -> pod.facts().name()).toList();
    }

    /** Once the cluster has counted the pods of each as they are. */
    private List<Budget> settled() {
        BudgetObserver observer = new BudgetObserver(client, namespace);
        try {
            Await.that("every budget has counted its pods").within(PATIENCE).until(() -> {
                List<Budget> budgets = observer.look();
                return State.of(
                        budgets.stream()
                                .allMatch(
                                        budget -> budget.current() && budget.currentHealthy() == budget.expectedPods()),
                        String.valueOf(budgets));
            });
        } catch (AwaitException late) {
            // What a budget counts is a fact as well.
            return observer.look();
        }
        return observer.look();
    }

    private static List<EvictionAnswer> untilRefused(Evictions evictions, List<PodObserver.Observed> pods) {
        List<EvictionAnswer> answers = new ArrayList<>();
        for (String pod : names(pods)) {
            EvictionAnswer answer = evictions.evict(pod);
            answers.add(answer);
            if (!answer.granted()) {
                break;
            }
        }
        return answers;
    }

    private Map<String, Replacement> replaced(
            Map<String, List<PodObserver.Observed>> before, Map<String, List<EvictionAnswer>> evicted, Duration ready) {
        long start = System.nanoTime();
        Map<String, Replacement> seen = new LinkedHashMap<>();
        try {
            Await.that("as many pods as before are Ready").within(ready).until(() -> {
                Map<String, List<PodObserver.Observed>> now = workloads();
                evicted.forEach((workload, answers) -> {
                    if (answers.stream().anyMatch(EvictionAnswer::granted)
                            && !Optional.ofNullable(seen.get(workload))
                                    .map(Replacement::ready)
                                    .orElse(false)) {
                        long millis =
                                Duration.ofNanos(System.nanoTime() - start).toMillis();
                        seen.put(
                                workload,
                                replacement(
                                        before.getOrDefault(workload, List.of()),
                                        now.getOrDefault(workload, List.of()),
                                        answers,
                                        millis));
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

    private static Set<String> uids(
            Map<String, List<PodObserver.Observed>> workloads, Map<String, List<EvictionAnswer>> evicted) {
        Set<String> names = evicted.values().stream()
                .flatMap(List::stream)
                .filter(EvictionAnswer::granted)
                .map(EvictionAnswer::pod)
                .collect(Collectors.toSet());
        return workloads.values().stream()
                .flatMap(List::stream)
                .filter(pod -> names.contains(pod.facts().name()))
                .map(pod -> pod.facts().uid())
                .collect(Collectors.toSet());
    }

    /** How they end is known when they have; one that does not go has no end, and is told by that. */
    private void awaitGone(Set<String> uids, Duration within) {
        try {
            Await.that("%d evicted pods are gone".formatted(uids.size()))
                    .within(within)
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

    private static Replacement replacement(
            List<PodObserver.Observed> before,
            List<PodObserver.Observed> now,
            List<EvictionAnswer> answers,
            long millis) {
        Set<String> gone = answers.stream()
                .filter(EvictionAnswer::granted)
                .map(EvictionAnswer::pod)
                .collect(Collectors.toSet());
        // A StatefulSet gives its pods the same names again.
        Set<String> old = before.stream()
                .filter(pod -> gone.contains(pod.facts().name()))
                .map(pod -> pod.facts().uid())
                .collect(Collectors.toSet());
        List<PodFacts> there = now.stream()
                .map(PodObserver.Observed::facts)
                .filter(pod -> !old.contains(pod.uid()))
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
        return new Replacement(
                count >= before.size(), "%d of %d are Ready; %s".formatted(count, before.size(), words), millis);
    }
}
