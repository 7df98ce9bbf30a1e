package dev.touchstone.observe;

import java.util.List;
import java.util.Map;

/**
 * What became of pods that were asked to go.
 *
 * @param budgets those of the namespace, before anything was asked
 * @param workloads every workload whose pods a drain would evict
 */
public record DisruptionFacts(List<Budget> budgets, List<Evicted> workloads) {

    public DisruptionFacts {
        budgets = List.copyOf(budgets);
        workloads = List.copyOf(workloads);
    }

    /**
     * One workload.
     *
     * @param workload as kubectl writes it
     * @param labels of its pods
     * @param rehearsals what would be answered to an eviction of each of its pods, by a dry run
     * @param evictions what was answered to evictions at once, one after the other, until one was refused; empty where a step had
     *     its only pod replaced already, which ended as it should
     * @param replacement what came in place of the evicted
     * @param stops how each of its containers ended: of the evicted pods, or of those that the step replaced
     */
    public record Evicted(
            String workload,
            Map<String, String> labels,
            List<EvictionAnswer> rehearsals,
            List<EvictionAnswer> evictions,
            Replacement replacement,
            List<Stop> stops) {

        public Evicted {
            labels = Map.copyOf(labels);
            rehearsals = List.copyOf(rehearsals);
            evictions = List.copyOf(evictions);
            stops = List.copyOf(stops);
        }

        Evicted withRehearsals(List<EvictionAnswer> others) {
            return new Evicted(workload, labels, others, evictions, replacement, stops);
        }
    }

    /**
     * What came in place of pods that were evicted.
     *
     * @param ready whether as many as before were Ready
     * @param seen what was seen at the end
     * @param millis from the first eviction
     */
    public record Replacement(boolean ready, String seen, long millis) {}
}
