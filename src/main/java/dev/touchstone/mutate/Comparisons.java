package dev.touchstone.mutate;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.AcceptanceFacts;
import dev.touchstone.observe.AccountFacts;
import dev.touchstone.observe.DisruptionFacts;
import dev.touchstone.observe.DisturbanceFacts;
import dev.touchstone.observe.Footprint;
import dev.touchstone.observe.IdentityFacts;
import dev.touchstone.observe.NetworkFacts;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.Revision;
import dev.touchstone.observe.Right;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.UpgradeFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Weakens what two releases are compared by: facts that were seen are changed, and judged again by the same judges. Nothing is
 * run for it: a chart that answers differently when it is hardened, or takes another platform's users, would give such facts.
 */
public final class Comparisons {

    private static final String REFUSAL = "touchstone: Read-only file system";
    private static final String ANSWER = "touchstone: another answer";

    private static final Right UNUSED = new Right("", "secrets", "deletecollection", List.of());

    private static final List<Change> CHANGES = List.of(
            new Change(
                    "refusal-in-the-log",
                    CheckId.PARITY,
                    true,
                    facts -> onRelease(facts, Comparisons::withRefusals),
                    "refusals that it has not with hardening off"),
            new Change(
                    "baseline-that-is-hardened",
                    CheckId.PARITY,
                    true,
                    facts -> new AcceptanceFacts(
                            facts.release(),
                            Optional.of(facts.release()),
                            facts.identities(),
                            facts.upgrade(),
                            facts.disturbed()),
                    "the comparison is vacuous"),
            new Change(
                    "another-answer",
                    CheckId.PARITY,
                    false,
                    facts -> onRelease(facts, Comparisons::withOtherAnswers),
                    "its answer differs"),
            new Change(
                    "upgrade-that-loses-data",
                    CheckId.UPGRADE,
                    false,
                    facts -> new AcceptanceFacts(
                            facts.release(),
                            facts.baseline(),
                            facts.identities(),
                            facts.upgrade().map(Comparisons::withLostData),
                            facts.disturbed()),
                    "expected"),
            new Change(
                    "another-answer",
                    CheckId.ARBITRARY_UID,
                    false,
                    facts -> onIdentities(
                            facts,
                            identity -> new IdentityFacts(
                                    identity.name(),
                                    identity.range(),
                                    identity.trials(),
                                    withOtherAnswers(identity.release()))),
                    "expected"),
            new Change(
                    "users-of-another-namespace",
                    CheckId.ARBITRARY_UID,
                    true,
                    facts -> onIdentities(facts, Comparisons::inAnotherRange),
                    "platform gives",
                    "expected a user from"),
            new Change(
                    "right-that-nothing-uses",
                    CheckId.LEAST_RIGHTS,
                    false,
                    facts -> onRelease(facts, Comparisons::withMoreRights),
                    "never used: deletecollection secrets"),
            new Change(
                    "policies-that-nobody-enforces",
                    CheckId.REACHABILITY,
                    false,
                    facts -> onRelease(facts, Comparisons::withoutEnforcement),
                    "which is blocked"),
            new Change(
                    "budgets-that-are-gone",
                    CheckId.DISRUPTION,
                    false,
                    facts -> onRelease(facts, Comparisons::withoutBudgets)
                            .withDisturbances(facts.disturbed().map(Comparisons::unanswered)),
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

    private static AcceptanceFacts onRelease(AcceptanceFacts facts, UnaryOperator<ReleaseFacts> change) {
        return facts.withRelease(change.apply(facts.release()));
    }

    private static AcceptanceFacts onIdentities(AcceptanceFacts facts, UnaryOperator<IdentityFacts> change) {
        return new AcceptanceFacts(
                facts.release(),
                facts.baseline(),
                facts.identities().stream().map(change).toList(),
                facts.upgrade(),
                facts.disturbed());
    }

    /** In the log of every container. */
    private static ReleaseFacts withRefusals(ReleaseFacts facts) {
        List<Footprint> footprints = facts.containers().stream()
                .map(container -> new Footprint(
                        container.subject().workload(),
                        container.subject().pod(),
                        container.subject().container(),
                        -1,
                        -1,
                        List.of(REFUSAL)))
                .toList();
        return with(
                facts,
                facts.steps(),
                Stream.concat(facts.footprints().stream(), footprints.stream()).toList(),
                facts.accounts());
    }

    /** Where nothing is expected of what a step prints, its answer is its exit code. */
    private static ReleaseFacts withOtherAnswers(ReleaseFacts facts) {
        List<StepFacts> steps = facts.steps().stream()
                .map(step -> new StepFacts(
                        step.name(),
                        new StepFacts.Attempt(
                                step.attempt().how(),
                                step.expected().contains().isEmpty()
                                        ? step.attempt().code() + 1
                                        : step.attempt().code(),
                                ANSWER,
                                step.attempt().trouble(),
                                step.attempt().millis()),
                        step.expected(),
                        step.counter(),
                        step.control(),
                        step.comparison()))
                .toList();
        return with(facts, steps, facts.footprints(), facts.accounts());
    }

    /** No pod was replaced, and no step finds what was written. */
    private static UpgradeFacts withLostData(UpgradeFacts facts) {
        return new UpgradeFacts(
                withOtherAnswers(facts.release()),
                facts.revisions().stream().map(Revision::ofTheOldTemplate).toList(),
                facts.migration());
    }

    /** In every role: one verb more. */
    private static ReleaseFacts withMoreRights(ReleaseFacts facts) {
        List<AccountFacts> accounts = facts.accounts().stream()
                .map(account -> new AccountFacts(
                        account.name(),
                        Stream.concat(account.granted().stream(), Stream.of(UNUSED))
                                .toList(),
                        account.used(),
                        account.refused(),
                        account.trouble()))
                .toList();
        return with(facts, facts.steps(), facts.footprints(), accounts);
    }

    /** As it is where everything is allowed. */
    private static ReleaseFacts withoutEnforcement(ReleaseFacts facts) {
        return with(
                facts,
                facts.steps(),
                facts.footprints(),
                facts.accounts(),
                facts.network().map(NetworkFacts::withoutEnforcement),
                facts.disruption());
    }

    /** As where everything is evicted at once: one request of each client fails for as long as all of it takes, and one write is lost. */
    private static DisturbanceFacts unanswered(DisturbanceFacts facts) {
        return new DisturbanceFacts(
                facts.allowed(),
                facts.disturbances().stream()
                        .map(each -> new DisturbanceFacts.Disturbance(
                                each.name(),
                                each.trouble(),
                                each.millis(),
                                each.clients().stream()
                                        .map(client -> new DisturbanceFacts.Client(
                                                client.name(),
                                                client.requests(),
                                                client.failed() + 1,
                                                Long.MAX_VALUE,
                                                client.failures()))
                                        .toList()))
                        .toList(),
                facts.ledger().stream()
                        .map(ledger -> new DisturbanceFacts.Ledger(
                                ledger.acknowledged() + 1, ledger.found(), ledger.lost(), ledger.trouble()))
                        .toList());
    }

    private static ReleaseFacts withoutBudgets(ReleaseFacts facts) {
        return with(
                facts,
                facts.steps(),
                facts.footprints(),
                facts.accounts(),
                facts.network(),
                facts.disruption().map(disruption -> new DisruptionFacts(List.of(), disruption.workloads())));
    }

    private static ReleaseFacts with(
            ReleaseFacts facts, List<StepFacts> steps, List<Footprint> footprints, List<AccountFacts> accounts) {
        return with(facts, steps, footprints, accounts, facts.network(), facts.disruption());
    }

    private static ReleaseFacts with(
            ReleaseFacts facts,
            List<StepFacts> steps,
            List<Footprint> footprints,
            List<AccountFacts> accounts,
            Optional<NetworkFacts> network,
            Optional<DisruptionFacts> disruption) {
        return new ReleaseFacts(
                facts.admissions(),
                facts.rollout(),
                facts.workloads(),
                facts.pods(),
                facts.containers(),
                steps,
                footprints,
                accounts,
                network,
                disruption,
                facts.untried());
    }

    /** The next namespace's, as OpenShift gives them out; for a chart that names its users itself, a platform that gives them. */
    private static IdentityFacts inAnotherRange(IdentityFacts identity) {
        IdentityFacts.Range range = identity.range()
                .map(own -> new IdentityFacts.Range(own.first() + own.size(), own.size()))
                .orElseGet(() -> new IdentityFacts.Range(1_000_000_000L, 10_000));
        return new IdentityFacts(identity.name(), Optional.of(range), identity.trials(), identity.release());
    }
}
