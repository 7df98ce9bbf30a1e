package dev.touchstone.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observe.Cell;
import dev.touchstone.observe.Connectivity;
import dev.touchstone.observe.NetworkFacts;
import dev.touchstone.observe.NetworkFacts.Canary;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReachabilityTest {

    @Nested
    class Green_is {

        @Test
        void who_reaches_what_a_policy_admits_it_to() {
            assertThat(judged(
                            RecordedNetwork.ADMITTED,
                            RecordedNetwork.cell(RecordedNetwork.ADMITTED, 5432, Connectivity.OPEN, Connectivity.OPEN)))
                    .isEqualTo(
                            Ruling.pass(
                                    "it reaches 1 targets that policies admit it to, and is kept from 0 that answer where everything is allowed; at 0 nobody answers"));
        }

        @Test
        void who_is_kept_from_what_answers_where_everything_is_allowed() {
            assertThat(judged(
                                    RecordedNetwork.STRANGER,
                                    RecordedNetwork.cell(
                                            RecordedNetwork.STRANGER, 5432, Connectivity.REFUSED, Connectivity.OPEN))
                            .outcome())
                    .isEqualTo(Outcome.PASS);
        }
    }

    @Nested
    class Red_is {

        @Test
        void who_reaches_what_no_policy_admits_it_to_with_the_reason_why_it_should_not() {
            Ruling ruling = judged(
                    RecordedNetwork.STRANGER,
                    RecordedNetwork.cell(RecordedNetwork.STRANGER, 5432, Connectivity.OPEN, Connectivity.OPEN));

            assertThat(ruling.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(ruling.reason())
                    .contains("it reaches TCP 5432 of statefulset/database", "ingress blocked: isolated by database");
        }

        @Test
        void who_is_kept_from_what_it_is_admitted_to() {
            Ruling ruling = judged(
                    RecordedNetwork.ADMITTED,
                    RecordedNetwork.cell(RecordedNetwork.ADMITTED, 5432, Connectivity.TIMEOUT, Connectivity.OPEN));

            assertThat(ruling.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(ruling.reason())
                    .contains("it does not reach TCP 5432 of statefulset/database (TIMEOUT)", "admitted by database");
        }
    }

    @Nested
    class Inconclusive_is {

        @Test
        void a_refusal_where_nobody_answers_when_everything_is_allowed() {
            assertThat(judged(
                            RecordedNetwork.STRANGER,
                            RecordedNetwork.cell(
                                    RecordedNetwork.STRANGER, 9, Connectivity.REFUSED, Connectivity.REFUSED)))
                    .isEqualTo(Ruling.inconclusive("nothing that it dialled answers, with or without policies"));
        }

        @Test
        void what_was_not_tried() {
            Ruling ruling = judged(
                    RecordedNetwork.STRANGER,
                    RecordedNetwork.cell(RecordedNetwork.STRANGER, 5432, Connectivity.REFUSED, Connectivity.OPEN),
                    RecordedNetwork.cell(RecordedNetwork.STRANGER, 9, Connectivity.UNKNOWN, Connectivity.UNKNOWN));

            assertThat(ruling.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
            assertThat(ruling.reason()).contains("TCP 9 of statefulset/database");
        }

        @Test
        void everything_on_a_cluster_that_does_not_enforce_policies() {
            NetworkFacts facts = RecordedNetwork.facts(
                    new Canary("node-1", Connectivity.OPEN, Connectivity.OPEN, -1),
                    RecordedNetwork.cell(RecordedNetwork.STRANGER, 5432, Connectivity.REFUSED, Connectivity.OPEN));

            assertThat(new Reachability(facts).judge(RecordedNetwork.STRANGER))
                    .isEqualTo(
                            Ruling.inconclusive(
                                    "this cluster was not seen to enforce policies: a connection to a pod on node-1 was OPEN without any, and OPEN with one that denies everything"));
        }
    }

    private static Ruling judged(String source, Cell... cells) {
        return new Reachability(RecordedNetwork.facts(RecordedNetwork.ENFORCING, cells)).judge(source);
    }
}
