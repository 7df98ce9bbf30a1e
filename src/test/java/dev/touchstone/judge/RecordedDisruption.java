package dev.touchstone.judge;

import dev.touchstone.observe.Budget;
import dev.touchstone.observe.DisruptionFacts;
import dev.touchstone.observe.DisruptionFacts.Evicted;
import dev.touchstone.observe.DisruptionFacts.Replacement;
import dev.touchstone.observe.DisturbanceFacts;
import dev.touchstone.observe.DisturbanceFacts.Allowed;
import dev.touchstone.observe.DisturbanceFacts.Client;
import dev.touchstone.observe.DisturbanceFacts.Disturbance;
import dev.touchstone.observe.DisturbanceFacts.Ledger;
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

    /** A drain that no client noticed. */
    public static DisturbanceFacts undisturbed() {
        return new DisturbanceFacts(
                List.of(new Allowed("new", 0), new Allowed("reused", 2_000)),
                List.of(drain("", client("new", 0, 0), client("reused", 1, 900))),
                List.of(new Ledger(300, 300, List.of(), "")));
    }

    static Disturbance drain(String trouble, Client... clients) {
        return new Disturbance("drain of node-2", trouble, 12_300, List.of(clients));
    }

    static Client client(String name, int failed, long gap) {
        return new Client(name, 600, failed, gap, failed == 0 ? List.of() : List.of("Connection refused"));
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
