package dev.touchstone.observe;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.State;
import dev.touchstone.observe.DisruptionFacts.Evicted;
import dev.touchstone.observe.DisruptionFacts.Replacement;
import dev.touchstone.observe.Evicting.Wave;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds out what a namespace's budgets are worth: would each pod be let go, is one too many refused, and what comes in place of those
 * that went. Of all workloads at once.
 */
public final class DisruptionObserver {

    /** Of budgets: their controller counts after every change of a pod. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KubernetesClient client;
    private final String namespace;

    public DisruptionObserver(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * Ask once more what an eviction of each pod would come to; the rest is as it was.
     *
     * @param before what was seen when pods were evicted
     */
    public DisruptionFacts rehearse(DisruptionFacts before) {
        List<Budget> budgets = settled();
        try (Evictions evictions = new Evictions(client, namespace)) {
            Map<String, List<EvictionAnswer>> rehearsed = rehearsed(evictions, Drained.pods(client, namespace));
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
                workload,
                pods.stream().map(pod -> evictions.rehearse(pod.facts().name())).toList()));
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
        Map<String, List<PodObserver.Observed>> workloads = Drained.pods(client, namespace);
        List<Budget> budgets = settled();
        try (Evictions evictions = new Evictions(client, namespace)) {
            Evicting evicting = new Evicting(client, namespace, evictions, stops, ready);
            Map<String, List<EvictionAnswer>> rehearsed = rehearsed(evictions, workloads);
            List<Stop> before = stops.stops();
            Wave first = evicting.atOnce(
                    only(workloads, workload -> size(workloads, workload) > 1 || !endedWell(workload, before)));
            Map<String, List<PodObserver.Observed>> badly = only(
                    Drained.pods(client, namespace),
                    workload -> first.replaced(workload) && !endedWell(workload, first.stops()));
            if (!badly.isEmpty()) {
                settled();
            }
            Wave again = evicting.atOnce(badly);
            Map<String, Replacement> replacements = new TreeMap<>(first.replacements());
            replacements.putAll(again.replacements());
            List<Evicted> facts = new ArrayList<>();
            workloads.forEach((workload, pods) -> facts.add(new Evicted(
                    workload,
                    Optional.ofNullable(pods.get(0).pod().getMetadata().getLabels())
                            .orElse(Map.of()),
                    rehearsed.getOrDefault(workload, List.of()),
                    first.answers().getOrDefault(workload, List.of()),
                    replacements.getOrDefault(workload, new Replacement(false, "", -1)),
                    Stream.of(again.stops(), first.stops(), before)
                            .map(all -> of(workload, all))
                            .filter(own -> !own.isEmpty())
                            .findFirst()
                            .orElse(List.of()))));
            return new DisruptionFacts(budgets, facts);
        }
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
}
