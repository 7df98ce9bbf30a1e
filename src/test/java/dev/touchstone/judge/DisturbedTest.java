package dev.touchstone.judge;

import static dev.touchstone.judge.RecordedDisruption.client;
import static dev.touchstone.judge.RecordedDisruption.drain;

import dev.touchstone.observe.DisturbanceFacts.Client;
import dev.touchstone.observe.DisturbanceFacts.Disturbance;
import dev.touchstone.observe.DisturbanceFacts.Ledger;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DisturbedTest {

    private final Disturbed disturbed = new Disturbed(RecordedDisruption.undisturbed());

    private RulingAssert judged(Disturbance disturbance) {
        return RulingAssert.assertThat(disturbed.judge(disturbance));
    }

    private RulingAssert judged(int acknowledged, int found, String trouble) {
        return RulingAssert.assertThat(disturbed.judge(new Ledger(acknowledged, found, List.of("w-7"), trouble)));
    }

    @Nested
    class A_disturbance {

        @Test
        void is_green_with_its_bound_when_every_client_was_answered_as_it_must_be() {
            judged(drain("", client("new", 0, 0), client("reused", 1, 2_000)))
                    .passes()
                    .naming(
                            "it took 12.3 s",
                            "new: 0 of 600 requests failed, at most 0.50 % of all at 95 %",
                            "reused: 1 of 600 requests failed, at most 2.0 s without an answer");
        }

        @Test
        void is_red_when_one_request_failed_that_must_not() {
            judged(drain("", client("new", 1, 100), client("reused", 0, 0)))
                    .fails()
                    .naming("new: 1 of 600 requests failed", "allowed: none (Connection refused)");
        }

        @Test
        void is_red_when_a_client_was_without_an_answer_for_longer_than_it_may_be() {
            judged(drain("", client("new", 0, 0), client("reused", 30, 2_001)))
                    .fails()
                    .naming("reused: 30 of 600 requests failed", "allowed: 2.0 s without an answer");
        }

        @Test
        void is_red_when_it_did_not_come_to_its_end() {
            judged(drain("a deadlock: evictions are refused", client("new", 0, 0), client("reused", 0, 0)))
                    .fails()
                    .naming("expected it to come to its end; found after 12.3 s: a deadlock");
        }

        @Test
        void is_inconclusive_when_a_client_made_no_request() {
            judged(drain("", client("new", 0, 0))).isInconclusive().naming("too few requests were seen", "reused: 0");
        }

        @Test
        void is_inconclusive_when_of_so_few_requests_each_may_fail_at_95_percent() {
            judged(drain("", client("new", 0, 0), new Client("reused", 3, 0, 0, List.of())))
                    .isInconclusive()
                    .naming("reused: 3");
            judged(drain("", client("new", 0, 0), new Client("reused", 4, 0, 0, List.of())))
                    .passes()
                    .naming("reused: 0 of 4 requests failed, at most 75.00 %");
        }
    }

    @Nested
    class A_ledger {

        @Test
        void is_green_with_its_bound_when_everything_is_there() {
            judged(300, 300, "").passes().naming("0 of 300 writes that were acknowledged are lost: at most 1.00 %");
        }

        @Test
        void is_red_when_one_write_is_lost() {
            judged(300, 299, "").fails().naming("1 of 300 are lost, such as w-7");
        }

        @Test
        void is_inconclusive_when_nothing_was_acknowledged() {
            judged(0, 0, "").isInconclusive().naming("no write was acknowledged");
        }

        @Test
        void is_inconclusive_when_it_could_not_be_looked_for() {
            judged(300, 0, "the pod is gone").isInconclusive().naming("the pod is gone");
        }
    }
}
