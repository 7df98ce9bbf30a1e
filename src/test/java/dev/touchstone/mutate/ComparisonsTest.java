package dev.touchstone.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Recorded;
import dev.touchstone.judge.RecordedDisruption;
import dev.touchstone.judge.RecordedNetwork;
import dev.touchstone.observe.AcceptanceFacts;
import dev.touchstone.observe.AccountFacts;
import dev.touchstone.observe.IdentityFacts;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.Revision;
import dev.touchstone.observe.Right;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.UpgradeFacts;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonsTest {

    private static final Right GET_PODS = new Right("", "pods", "get", List.of());

    private static final AcceptanceFacts FACTS = new AcceptanceFacts(
            release(Recorded.worker()),
            Optional.of(release(Recorded.unhardenedWorker())),
            List.of(
                    new IdentityFacts(
                            "restricted-v2",
                            Optional.of(new IdentityFacts.Range(1_000_680_000L, 10_000)),
                            List.of(new IdentityFacts.Trial("a pod with user 1", false, false, "not in the range")),
                            release(Recorded.workerOfPlatform())),
                    new IdentityFacts("the image's own user", Optional.empty(), List.of(), release(Recorded.worker()))),
            Optional.of(new UpgradeFacts(
                    release(Recorded.worker()).ofWorkloads(List.of("deployment/web")),
                    List.of(new Revision("deployment/web", 1, 1, 0, 1)),
                    Optional.empty())),
            Optional.of(RecordedDisruption.undisturbed()));

    @Test
    void every_change_of_what_was_seen_is_noticed_for_its_own_reason() {
        List<Fate> fates = Comparisons.fates(FACTS, new Judge(EnumSet.allOf(CheckId.class))::judge);

        assertThat(fates)
                .extracting(Fate::operator, Fate::check, Fate::outcome)
                .containsExactly(
                        tuple("refusal-in-the-log", CheckId.PARITY, Fate.Outcome.KILLED),
                        tuple("baseline-that-is-hardened", CheckId.PARITY, Fate.Outcome.KILLED),
                        tuple("another-answer", CheckId.PARITY, Fate.Outcome.KILLED),
                        tuple("another-answer", CheckId.PARITY, Fate.Outcome.KILLED),
                        tuple("upgrade-that-loses-data", CheckId.UPGRADE, Fate.Outcome.KILLED),
                        tuple("upgrade-that-loses-data", CheckId.UPGRADE, Fate.Outcome.KILLED),
                        tuple("upgrade-that-loses-data", CheckId.UPGRADE, Fate.Outcome.KILLED),
                        tuple("another-answer", CheckId.ARBITRARY_UID, Fate.Outcome.KILLED),
                        tuple("another-answer", CheckId.ARBITRARY_UID, Fate.Outcome.KILLED),
                        tuple("another-answer", CheckId.ARBITRARY_UID, Fate.Outcome.KILLED),
                        tuple("another-answer", CheckId.ARBITRARY_UID, Fate.Outcome.KILLED),
                        tuple("users-of-another-namespace", CheckId.ARBITRARY_UID, Fate.Outcome.KILLED),
                        tuple("users-of-another-namespace", CheckId.ARBITRARY_UID, Fate.Outcome.KILLED),
                        tuple("right-that-nothing-uses", CheckId.LEAST_RIGHTS, Fate.Outcome.KILLED),
                        tuple("policies-that-nobody-enforces", CheckId.REACHABILITY, Fate.Outcome.KILLED),
                        tuple("policies-that-nobody-enforces", CheckId.REACHABILITY, Fate.Outcome.KILLED),
                        tuple("budgets-that-are-gone", CheckId.DISRUPTION, Fate.Outcome.KILLED),
                        tuple("budgets-that-are-gone", CheckId.DISRUPTION, Fate.Outcome.KILLED),
                        tuple("budgets-that-are-gone", CheckId.DISRUPTION, Fate.Outcome.KILLED));
        assertThat(fates).extracting(Fate::layer).containsOnly(Layer.COMPARISON);
    }

    @Test
    void a_judge_that_sleeps_lets_all_of_them_live() {
        Judge awake = new Judge(EnumSet.allOf(CheckId.class));

        List<Fate> fates = Comparisons.fates(FACTS, facts -> awake.judge(FACTS));

        assertThat(fates).extracting(Fate::outcome).containsOnly(Fate.Outcome.SURVIVED);
    }

    @Test
    void nothing_is_changed_where_nothing_is_compared() {
        assertThat(Comparisons.fates(
                        AcceptanceFacts.of(release(Recorded.worker(), List.of())),
                        new Judge(EnumSet.allOf(CheckId.class))::judge))
                .isEmpty();
    }

    private static ReleaseFacts release(Recorded worker) {
        return release(
                worker,
                List.of(new AccountFacts("serviceaccount/web", List.of(GET_PODS), List.of(GET_PODS), List.of(), "")));
    }

    private static ReleaseFacts release(Recorded worker, List<AccountFacts> accounts) {
        return new ReleaseFacts(
                List.of(),
                new ReleaseFacts.RolloutFacts(true, "every workload is Ready", 1),
                List.of(),
                List.of(),
                List.of(worker.facts()),
                List.of(Recorded.step().stepFacts(), restart()),
                List.of(),
                accounts,
                accounts.isEmpty() ? Optional.empty() : Optional.of(RecordedNetwork.right()),
                accounts.isEmpty() ? Optional.empty() : Optional.of(RecordedDisruption.right()),
                List.of());
    }

    /** Nothing is expected of what it prints. */
    private static StepFacts restart() {
        return new StepFacts(
                "everything is started anew",
                new StepFacts.Attempt("restart", 0, "started anew", "", 1),
                new StepFacts.Expected(List.of(), 0),
                Optional.empty(),
                Optional.empty(),
                new StepFacts.Comparison("", List.of()));
    }
}
