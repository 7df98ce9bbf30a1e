package dev.touchstone.judge;

import static dev.touchstone.judge.RecordedDisruption.REFUSED;
import static dev.touchstone.judge.RecordedDisruption.REPLACED;
import static dev.touchstone.judge.RecordedDisruption.budget;
import static dev.touchstone.judge.RecordedDisruption.evicted;
import static dev.touchstone.judge.RecordedDisruption.facts;
import static dev.touchstone.judge.RecordedDisruption.granted;
import static dev.touchstone.judge.RecordedDisruption.selecting;
import static dev.touchstone.judge.RecordedDisruption.sound;
import static dev.touchstone.judge.RecordedDisruption.stop;

import dev.touchstone.observe.Budget;
import dev.touchstone.observe.DisruptionFacts;
import dev.touchstone.observe.DisruptionFacts.Evicted;
import dev.touchstone.observe.DisruptionFacts.Replacement;
import dev.touchstone.observe.EvictionAnswer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DisruptionTest {

    private static final Budget ONE = budget("api-pdb", "minAvailable: 1", 1);

    private static RulingAssert judged(DisruptionFacts facts) {
        return RulingAssert.assertThat(
                new Disruption(facts).judge(facts.workloads().get(0)));
    }

    private static Evicted withStop(int exitCode, long seconds) {
        return evicted(
                List.of(granted("api-1"), granted("api-2")),
                List.of(granted("api-1"), REFUSED),
                REPLACED,
                stop(exitCode, seconds));
    }

    @Nested
    class Is_green {

        @Test
        void when_one_pod_went_one_more_was_refused_and_another_came() {
            judged(RecordedDisruption.right())
                    .passes()
                    .naming(
                            "api-pdb alone selects its pods (minAvailable: 1)",
                            "1 of 2 evicted, one more refused (429 DisruptionBudget: The disruption budget api-pdb needs 1",
                            "all Ready again after 4.2 s",
                            "server ended with 0 after 1 of 30 s");
        }

        @Test
        void when_the_only_pod_may_go_and_a_step_had_it_replaced() {
            judged(facts(
                            List.of(budget("api-pdb", "maxUnavailable: 1", 1)),
                            evicted(
                                    List.of(granted("api-1")),
                                    List.of(),
                                    new Replacement(false, "", -1),
                                    stop(143, 2))))
                    .passes()
                    .naming("each would be let go, and a step had it replaced");
        }

        @Test
        void when_sigterm_itself_has_ended_the_process() {
            judged(facts(List.of(ONE), withStop(143, 30))).passes().naming("server ended with 143 after 30 of 30 s");
        }
    }

    @Nested
    class Is_red {

        @Test
        void when_the_budget_is_gone() {
            judged(facts(List.of(), sound())).fails().naming("expected one PodDisruptionBudget", "found none");
        }

        @Test
        void when_its_selector_matches_nothing() {
            judged(facts(List.of(selecting("api-pdb", "matchLabels: {app: ap}", "minAvailable: 1", 0)), sound()))
                    .fails()
                    .naming("found none");
        }

        @Test
        void when_two_budgets_select_the_same_pod() {
            EvictionAnswer error = new EvictionAnswer(
                    "api-1",
                    500,
                    "InternalError",
                    "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
            judged(facts(
                            List.of(ONE, selecting("everything", "", "minAvailable: 1", 1)),
                            evicted(List.of(error), List.of(error), REPLACED, stop(0, 1))))
                    .fails()
                    .naming("found [api-pdb, everything]", "500 InternalError: This pod has more than one");
        }

        @Test
        void when_as_many_must_stay_as_there_are() {
            judged(facts(
                            List.of(budget("api-pdb", "minAvailable: 2", 0)),
                            evicted(List.of(REFUSED), List.of(REFUSED), REPLACED, stop(0, 1))))
                    .fails()
                    .naming(
                            "a drain deadlocks: api-pdb (minAvailable: 2) forbids to evict api-2 although all are Ready");
        }

        @Test
        void when_one_too_many_is_let_go() {
            judged(facts(
                            List.of(ONE),
                            evicted(
                                    List.of(granted("api-1"), granted("api-2")),
                                    List.of(granted("api-1"), granted("api-2")),
                                    REPLACED,
                                    stop(0, 1))))
                    .fails()
                    .naming("expected 1 of 2 pods to be let go at once by api-pdb (minAvailable: 1); 2 were");
        }

        @Test
        void when_the_budget_lets_all_of_them_go() {
            judged(facts(
                            List.of(budget("api-pdb", "minAvailable: 0", 2)),
                            evicted(
                                    List.of(granted("api-1"), granted("api-2")),
                                    List.of(granted("api-1"), granted("api-2")),
                                    REPLACED,
                                    stop(0, 1))))
                    .fails()
                    .naming("api-pdb (minAvailable: 0) lets all 2 pods go at once", "such as maxUnavailable: 1");
        }

        @Test
        void when_an_eviction_too_many_is_refused_by_who_is_asked_too_much() {
            judged(facts(
                            List.of(ONE),
                            evicted(
                                    List.of(granted("api-1"), granted("api-2")),
                                    List.of(
                                            granted("api-1"),
                                            new EvictionAnswer("api-2", 429, "TooManyRequests", "try again")),
                                    REPLACED,
                                    stop(0, 1))))
                    .fails()
                    .naming("expected 429 DisruptionBudget", "found 429 TooManyRequests: try again");
        }

        @Test
        void when_an_eviction_too_many_fails_for_another_reason() {
            judged(facts(
                            List.of(ONE),
                            evicted(
                                    List.of(granted("api-1"), granted("api-2")),
                                    List.of(granted("api-1"), new EvictionAnswer("api-2", 500, "InternalError", "no")),
                                    REPLACED,
                                    stop(0, 1))))
                    .fails()
                    .naming("expected 429 DisruptionBudget for one eviction too many; found 500 InternalError: no");
        }

        @Test
        void when_nothing_comes_in_place_of_what_went() {
            judged(facts(
                            List.of(ONE),
                            evicted(
                                    List.of(granted("api-1"), granted("api-2")),
                                    List.of(granted("api-1"), REFUSED),
                                    new Replacement(false, "1 of 2 are Ready; api-3 is Pending", 60_000),
                                    stop(0, 1))))
                    .fails()
                    .naming("expected as many pods as before after 60.0 s; found 1 of 2 are Ready; api-3 is Pending");
        }

        @Test
        void when_a_container_had_to_be_killed() {
            judged(facts(List.of(ONE), withStop(137, 30))).fails().naming("it ended with 137 (Error) after 30 s");
        }

        @Test
        void when_a_container_took_longer_than_it_was_given() {
            judged(facts(List.of(ONE), withStop(0, 32)))
                    .fails()
                    .naming("within 30 s of SIGTERM; it ended with 0 (Completed) after 32 s");
        }
    }

    @Test
    void is_inconclusive_when_nothing_was_seen_to_end() {
        judged(facts(
                        List.of(ONE),
                        evicted(
                                List.of(granted("api-1"), granted("api-2")),
                                List.of(granted("api-1"), REFUSED),
                                REPLACED)))
                .isInconclusive()
                .naming("none of its containers was seen to end");
    }
}
