package dev.touchstone.mutate;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.AcceptanceFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Weakens what two releases are compared by: facts that were seen are changed, and judged again by the same judges. Nothing is
 * run for it: a chart that answers differently when it is hardened, or takes another platform's users, would give such facts.
 */
public final class Comparisons {

    private static final List<Change> CHANGES = List.of(
            new Change(
                    "refusal-in-the-log",
                    CheckId.PARITY,
                    true,
                    ChangedFacts::withRefusals,
                    "refusals that it has not with hardening off"),
            new Change(
                    "baseline-that-is-hardened",
                    CheckId.PARITY,
                    true,
                    ChangedFacts::withItselfAsBaseline,
                    "the comparison is vacuous"),
            new Change("another-answer", CheckId.PARITY, false, ChangedFacts::withOtherAnswers, "its answer differs"),
            new Change("upgrade-that-loses-data", CheckId.UPGRADE, false, ChangedFacts::withLostData, "expected"),
            new Change(
                    "another-answer",
                    CheckId.ARBITRARY_UID,
                    false,
                    ChangedFacts::withOtherAnswersOfOtherUsers,
                    "expected"),
            new Change(
                    "users-of-another-namespace",
                    CheckId.ARBITRARY_UID,
                    true,
                    ChangedFacts::withUsersOfAnotherNamespace,
                    "platform gives",
                    "expected a user from"),
            new Change(
                    "right-that-nothing-uses",
                    CheckId.LEAST_RIGHTS,
                    false,
                    ChangedFacts::withMoreRights,
                    "never used: deletecollection secrets"),
            new Change(
                    "policies-that-nobody-enforces",
                    CheckId.REACHABILITY,
                    false,
                    ChangedFacts::withoutEnforcement,
                    "which is blocked"),
            new Change(
                    "budgets-that-are-gone",
                    CheckId.DISRUPTION,
                    false,
                    ChangedFacts::withoutBudgets,
                    "found none",
                    "requests failed",
                    "are lost"));

    private Comparisons() {}

    /**
     * A way to change facts.
     *
     * @param ofContainers whether it is about containers, or about functional steps
     * @param words one of them must be in the reason
     */
    private record Change(
            String operator,
            CheckId check,
            boolean ofContainers,
            UnaryOperator<AcceptanceFacts> change,
            List<String> words) {

        Change(
                String operator,
                CheckId check,
                boolean ofContainers,
                UnaryOperator<AcceptanceFacts> change,
                String... words) {
            this(operator, check, ofContainers, change, List.of(words));
        }
    }

    /** What became of every change that applies: of those verdicts that are green without it. */
    public static List<Fate> fates(AcceptanceFacts facts, Function<AcceptanceFacts, List<Verdict>> judge) {
        List<Verdict> green = judge.apply(facts).stream()
                .filter(verdict -> verdict.outcome() == Outcome.PASS)
                .toList();
        List<Fate> fates = new ArrayList<>();
        for (Change change : CHANGES) {
            List<Verdict> concerned = green.stream()
                    .filter(verdict -> verdict.check() == change.check())
                    .filter(verdict -> !verdict.subject().container().isEmpty() == change.ofContainers())
                    .toList();
            if (!concerned.isEmpty()) {
                Map<String, Verdict> changed = judge.apply(change.change().apply(facts)).stream()
                        .filter(verdict -> verdict.check() == change.check())
                        .collect(Collectors.toMap(Comparisons::key, verdict -> verdict, (first, second) -> first));
                concerned.forEach(verdict -> fates.add(fate(change, verdict, changed.get(key(verdict)))));
            }
        }
        return fates;
    }

    private static Fate fate(Change change, Verdict before, @Nullable Verdict after) {
        boolean right = after != null
                && after.outcome() != Outcome.PASS
                && change.words().stream().anyMatch(after.reason()::contains);
        Fate.Outcome outcome = right
                ? Fate.Outcome.KILLED
                : after != null && after.outcome() == Outcome.PASS
                        ? Fate.Outcome.SURVIVED
                        : Fate.Outcome.KILLED_OTHERWISE;
        return new Fate(
                change.operator() + " of " + before.subject().label(),
                change.operator(),
                before.subject().workload(),
                before.subject().container(),
                Layer.COMPARISON,
                change.check(),
                outcome,
                after == null ? "there is no verdict on it any more" : after.reason());
    }

    private static String key(Verdict verdict) {
        return "%s %s %s"
                .formatted(
                        verdict.subject().label(),
                        verdict.subject().pod(),
                        verdict.subject().phase());
    }
}
