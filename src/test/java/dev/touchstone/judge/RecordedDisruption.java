package dev.touchstone.judge;

import dev.touchstone.observe.Budget;
import dev.touchstone.observe.DisruptionFacts;
import dev.touchstone.observe.DisruptionFacts.Evicted;
import dev.touchstone.observe.DisruptionFacts.Replacement;
import dev.touchstone.observe.EvictionAnswer;
import dev.touchstone.observe.Stop;
import java.util.List;
import java.util.Map;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Two pods, one of which must stay. */
public final class RecordedDisruption {

    static final String WORKLOAD = "deployment/api";
    static final EvictionAnswer REFUSED = new EvictionAnswer(
            "api-2", 429, "DisruptionBudget", "The disruption budget api-pdb needs 1 healthy pods and has 1 currently");
    static final Replacement REPLACED = new Replacement(true, "2 of 2 are Ready", 4_200);

    private RecordedDisruption() {}

    /** Where all is as the budget says. */
    public static DisruptionFacts right() {
        return facts(List.of(budget("api-pdb", "minAvailable: 1", 1)), sound());
    }

    static DisruptionFacts facts(List<Budget> budgets, Evicted... workloads) {
        return new DisruptionFacts(budgets, List.of(workloads));
    }

    static Evicted sound() {
        return evicted(
                List.of(granted("api-1"), granted("api-2")), List.of(granted("api-1"), REFUSED), REPLACED, stop(0, 1));
    }

    static Evicted evicted(
            List<EvictionAnswer> rehearsals, List<EvictionAnswer> evictions, Replacement replacement, Stop... stops) {
        return new Evicted(WORKLOAD, Map.of("app", "api"), rehearsals, evictions, replacement, List.of(stops));
    }

    static Budget budget(String name, String number, int allowed) {
        return selecting(name, "matchLabels: {app: api}", number, allowed);
    }

    static Budget selecting(String name, String selector, String number, int allowed) {
        return new Budget(
                name,
                YAMLMapper.builder().build().readTree("{selector: {%s}, %s}".formatted(selector, number)),
                2,
                2,
                1,
                allowed,
                true);
    }

    static EvictionAnswer granted(String pod) {
        return new EvictionAnswer(pod, 201, "", "");
    }

    static Stop stop(int exitCode, long seconds) {
        return new Stop(WORKLOAD, "api-1", "server", exitCode, exitCode == 0 ? "Completed" : "Error", seconds, 30);
    }
}
