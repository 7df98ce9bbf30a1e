package dev.touchstone.judge;

import dev.touchstone.judge.network.Selector;
import dev.touchstone.observe.Budget;
import dev.touchstone.observe.DisruptionFacts;
import dev.touchstone.observe.DisruptionFacts.Evicted;
import dev.touchstone.observe.EvictionAnswer;
import dev.touchstone.observe.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The pods of a workload can go, and not more of them at once than its budget says: exactly one PodDisruptionBudget selects them, the
 * Eviction API (policy/v1) lets each of them go while all are Ready, else a drain would wait for ever, refuses one too many, others
 * become Ready in place of the evicted, and every container ends by itself when it is asked to.
 */
final class Disruption {

    private static final int TOO_MANY_REQUESTS = 429;
    /** The cause that the API server gives; it also answers 429 when it is asked too much. */
    private static final String CAUSE = "DisruptionBudget";

    private final DisruptionFacts facts;

    Disruption(DisruptionFacts facts) {
        this.facts = facts;
    }

    Ruling judge(Evicted evicted) {
        List<Budget> budgets = facts.budgets().stream()
                .filter(budget -> selects(budget, evicted))
                .toList();
        if (budgets.size() != 1) {
            return Ruling.fail(selected(evicted, budgets));
        }
        Budget budget = budgets.get(0);
        List<String> wrong = new ArrayList<>(stuck(evicted, budget));
        wrong.addAll(unprotected(evicted, budget));
        if (!evicted.evictions().isEmpty() && !evicted.replacement().ready()) {
            wrong.add("expected as many pods as before after %.1f s; found %s"
                    .formatted(
                            evicted.replacement().millis() / 1000.0,
                            evicted.replacement().seen()));
        }
        evicted.stops().stream().filter(stop -> !stop.byItself()).forEach(stop -> wrong.add(unclean(stop)));
        if (!wrong.isEmpty()) {
            return Ruling.fail(String.join("; ", wrong));
        }
        return evicted.stops().isEmpty()
                ? Ruling.inconclusive("none of its containers was seen to end, so that it is not known how they do")
                : Ruling.pass(words(evicted, budget));
    }

    private static boolean selects(Budget budget, Evicted evicted) {
        return budget.selector()
                .map(selector -> Selector.matches(selector, evicted.labels()))
                .orElse(false);
    }

    private static String selected(Evicted evicted, List<Budget> budgets) {
        return budgets.isEmpty()
                ? "expected one PodDisruptionBudget that selects its pods; found none, so that all of them may be evicted at once"
                : "expected one PodDisruptionBudget that selects its pods; found %s, so that nothing can be evicted: %s"
                        .formatted(
                                budgets.stream().map(Budget::name).toList(),
                                evicted.rehearsals().stream()
                                        .filter(answer -> !answer.granted())
                                        .map(Disruption::answered)
                                        .findFirst()
                                        .orElse("every eviction was granted all the same"));
    }

    private static String answered(EvictionAnswer answer) {
        return "%d %s: %s".formatted(answer.code(), answer.reason(), answer.message());
    }

    /** Of pods that a drain would wait for in vain. */
    private static List<String> stuck(Evicted evicted, Budget budget) {
        return evicted.rehearsals().stream()
                .filter(answer -> !answer.granted())
                .map(answer ->
                        "a drain deadlocks: %s (%s) forbids to evict %s although all are Ready, so that nothing ever changes: %s"
                                .formatted(budget.name(), budget.words(), answer.pod(), answered(answer)))
                .toList();
    }

    private static List<String> unprotected(Evicted evicted, Budget budget) {
        List<EvictionAnswer> answers = evicted.evictions();
        if (answers.isEmpty() || !evicted.rehearsals().stream().allMatch(EvictionAnswer::granted)) {
            return List.of();
        }
        long granted = answers.stream().filter(EvictionAnswer::granted).count();
        int pods = evicted.rehearsals().size();
        int allowed = Math.min(budget.disruptionsAllowed(), pods);
        List<String> wrong = new ArrayList<>();
        if (granted != allowed) {
            wrong.add("expected %d of %d pods to be let go at once by %s (%s); %d were"
                    .formatted(allowed, pods, budget.name(), budget.words(), granted));
        } else if (granted == pods && pods > 1) {
            wrong.add(
                    "%s (%s) lets all %d pods go at once, so that nobody answers meanwhile: expected one that keeps some, such as maxUnavailable: 1"
                            .formatted(budget.name(), budget.words(), pods));
        }
        answers.stream()
                .filter(answer -> !answer.granted() && !refusedByBudget(answer))
                .forEach(answer -> wrong.add(
                        "expected 429 DisruptionBudget for one eviction too many; found " + answered(answer)));
        return wrong;
    }

    private static boolean refusedByBudget(EvictionAnswer answer) {
        return answer.code() == TOO_MANY_REQUESTS && answer.reason().equals(CAUSE);
    }

    private static String unclean(Stop stop) {
        return "expected container %s to end by itself, with exit code 0 or 143 within %d s of SIGTERM; it ended with %d (%s) after %d s"
                .formatted(stop.container(), stop.grace(), stop.exitCode(), stop.reason(), stop.seconds());
    }

    private static String words(Evicted evicted, Budget budget) {
        List<EvictionAnswer> answers = evicted.evictions();
        String tried = answers.isEmpty()
                ? "each would be let go, and a step had it replaced"
                : "%d of %d evicted%s, all Ready again after %.1f s"
                        .formatted(
                                answers.stream().filter(EvictionAnswer::granted).count(),
                                evicted.rehearsals().size(),
                                answers.stream()
                                        .filter(answer -> !answer.granted())
                                        .map(answer -> ", one more refused (%s)".formatted(answered(answer)))
                                        .collect(Collectors.joining()),
                                evicted.replacement().millis() / 1000.0);
        return "%s alone selects its pods (%s): %s; %s"
                .formatted(
                        budget.name(),
                        budget.words(),
                        tried,
                        evicted.stops().stream()
                                .map(stop -> "%s ended with %d after %d of %d s"
                                        .formatted(stop.container(), stop.exitCode(), stop.seconds(), stop.grace()))
                                .distinct()
                                .collect(Collectors.joining(", ")));
    }
}
