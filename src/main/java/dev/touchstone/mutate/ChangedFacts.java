package dev.touchstone.mutate;

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
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Facts of a run, changed to what a chart that is weaker in one respect would give. What they are changed from stays as it is. */
final class ChangedFacts {

    private static final String REFUSAL = "touchstone: Read-only file system";
    private static final String ANSWER = "touchstone: another answer";

    private static final Right UNUSED = new Right("", "secrets", "deletecollection", List.of());

    private ChangedFacts() {}

    /** In the log of every container. */
    static AcceptanceFacts withRefusals(AcceptanceFacts facts) {
        return onRelease(facts, ChangedFacts::refused);
    }

    /** As if hardening had been on for what it is compared with. */
    static AcceptanceFacts withItselfAsBaseline(AcceptanceFacts facts) {
        return new AcceptanceFacts(
                facts.release(), Optional.of(facts.release()), facts.identities(), facts.upgrade(), facts.disturbed());
    }

    static AcceptanceFacts withOtherAnswers(AcceptanceFacts facts) {
        return onRelease(facts, ChangedFacts::answeredOtherwise);
    }

    /** No pod was replaced, and no step finds what was written. */
    static AcceptanceFacts withLostData(AcceptanceFacts facts) {
        return new AcceptanceFacts(
                facts.release(),
                facts.baseline(),
                facts.identities(),
                facts.upgrade().map(ChangedFacts::lost),
                facts.disturbed());
    }

    static AcceptanceFacts withOtherAnswersOfOtherUsers(AcceptanceFacts facts) {
        return onIdentities(
                facts,
                identity -> new IdentityFacts(
                        identity.name(), identity.range(), identity.trials(), answeredOtherwise(identity.release())));
    }

    /** The next namespace's, as OpenShift gives them out; for a chart that names its users itself, a platform that gives them. */
    static AcceptanceFacts withUsersOfAnotherNamespace(AcceptanceFacts facts) {
        return onIdentities(facts, ChangedFacts::inAnotherRange);
    }

    /** In every role: one verb more. */
    static AcceptanceFacts withMoreRights(AcceptanceFacts facts) {
        return onRelease(facts, ChangedFacts::allowedMore);
    }

    /** As it is where everything is allowed. */
    static AcceptanceFacts withoutEnforcement(AcceptanceFacts facts) {
        return onRelease(
                facts,
                release -> with(
                        release,
                        release.steps(),
                        release.footprints(),
                        release.accounts(),
                        release.network().map(NetworkFacts::withoutEnforcement),
                        release.disruption()));
    }

    /** Nothing holds an eviction back, and so everything is evicted at once. */
    static AcceptanceFacts withoutBudgets(AcceptanceFacts facts) {
        return onRelease(
                        facts,
                        release -> with(
                                release,
                                release.steps(),
                                release.footprints(),
                                release.accounts(),
                                release.network(),
                                release.disruption()
                                        .map(disruption -> new DisruptionFacts(List.of(), disruption.workloads()))))
                .withDisturbances(facts.disturbed().map(ChangedFacts::unanswered));
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

    private static ReleaseFacts refused(ReleaseFacts facts) {
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
    private static ReleaseFacts answeredOtherwise(ReleaseFacts facts) {
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

    private static UpgradeFacts lost(UpgradeFacts facts) {
        return new UpgradeFacts(
                answeredOtherwise(facts.release()),
                facts.revisions().stream().map(Revision::ofTheOldTemplate).toList(),
                facts.migration());
    }

    private static ReleaseFacts allowedMore(ReleaseFacts facts) {
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

    private static IdentityFacts inAnotherRange(IdentityFacts identity) {
        IdentityFacts.Range range = identity.range()
                .map(own -> new IdentityFacts.Range(own.first() + own.size(), own.size()))
                .orElseGet(() -> new IdentityFacts.Range(1_000_000_000L, 10_000));
        return new IdentityFacts(identity.name(), Optional.of(range), identity.trials(), identity.release());
    }
}
