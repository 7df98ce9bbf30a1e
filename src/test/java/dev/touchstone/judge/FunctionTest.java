package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import dev.touchstone.observe.Footprint;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FunctionTest {

    private static Ruling judged(Recorded recorded) {
        return Function.judge(recorded.stepFacts());
    }

    @Test
    void passes_on_what_was_recorded_and_names_counter_and_control() {
        assertThat(judged(Recorded.step()))
                .passes()
                .naming(
                        "job kill-test.yaml with {SHUFFLE_SERVICE=true}: saw [RESULT answer=right map-calls=20000,20000",
                        "in 24.0 s",
                        "blocks that the shuffle services were asked for: 40 before, 64 after",
                        "control (job kill-test.yaml with {SHUFFLE_SERVICE=false}): saw [RESULT answer=right map-calls=20000,40000");
    }

    @Test
    void names_what_containers_were_refused_where_a_step_fails_and_only_there() {
        List<Footprint> footprints = List.of(
                new Footprint("deployment/web", "web-1", "main", 1, 1, List.of("mkdir /x: Read-only file system")));

        assertThat(Function.judge(Recorded.step().with("/attempt/code", "1").stepFacts(), footprints))
                .fails()
                .naming("expected code 0, found 1", "web/main says: mkdir /x: Read-only file system");
        assertThat(Function.judge(Recorded.step().stepFacts(), footprints))
                .passes()
                .notNaming("web/main");
    }

    @Nested
    class Of_the_attempt {

        @Test
        void fails_on_an_output_without_the_expected_text_and_shows_its_end() {
            assertThat(judged(Recorded.step().with("/attempt/output", "\"RESULT answer=wrong\"")))
                    .fails()
                    .naming("expected 'RESULT answer=right", "it ends with", "RESULT answer=wrong");
        }

        @Test
        void fails_when_one_of_two_texts_is_missing_and_names_that_one() {
            assertThat(judged(Recorded.step().with("/expected/contains/1", "\"failed-tasks=1\"")))
                    .fails()
                    .naming("expected 'failed-tasks=1'")
                    .notNaming("expected 'RESULT");
        }

        @Test
        void fails_on_another_code_though_the_text_is_there() {
            assertThat(judged(Recorded.step().with("/attempt/code", "137")))
                    .fails()
                    .naming("expected code 0, found 137");
        }

        @Test
        void fails_when_there_was_no_answer() {
            assertThat(judged(Recorded.step().with("/attempt/trouble", "\"it did not end within 180 s\"")))
                    .fails()
                    .naming("expected an answer: it did not end within 180 s");
        }

        @Test
        void never_finds_a_blank_text() {
            assertThat(judged(Recorded.step().with("/expected/contains/-", "\"\"")))
                    .fails()
                    .naming("expected ''");
            assertThat(judged(Recorded.step().with("/expected/contains", "[\" \"]")))
                    .fails()
                    .naming("expected ' '");
        }

        @Test
        void quotes_no_more_than_the_end_of_a_long_output() {
            assertThat(judged(Recorded.step().with("/attempt/output", '"' + "first" + "x".repeat(5000) + "last" + '"')))
                    .fails()
                    .naming("xlast")
                    .notNaming("first");
        }
    }

    @Nested
    class Of_the_second_witness {

        @Test
        void fails_on_a_counter_that_did_not_grow() {
            assertThat(judged(Recorded.step().with("/counter/after", "40")))
                    .fails()
                    .naming(
                            "blocks that the shuffle services were asked for: 40 before, 40 after, expected it to grow");
        }

        @Test
        void fails_on_a_counter_that_shrank() {
            assertThat(judged(Recorded.step().with("/counter/after", "7")))
                    .fails()
                    .naming("40 before, 7 after");
        }

        @Test
        void is_inconclusive_when_the_counter_cannot_be_read() {
            for (String side : new String[] {"before", "after"}) {
                assertThat(judged(Recorded.step()
                                .with("/counter/" + side, "null")
                                .with("/counter/trouble", "\"the counter printed 'n/a', expected a whole number\"")))
                        .isInconclusive()
                        .naming(
                                "its counter 'blocks that the shuffle services were asked for' cannot be read",
                                "'n/a'");
            }
        }

        @Test
        void does_not_excuse_a_failed_attempt() {
            assertThat(judged(Recorded.step().with("/attempt/code", "1").with("/counter/before", "null")))
                    .fails();
        }
    }

    @Nested
    class Of_the_control {

        @Test
        void is_inconclusive_when_it_did_not_come_out_as_it_must() {
            assertThat(judged(Recorded.step().with("/control/attempt/output", "\"RESULT answer=wrong\"")))
                    .isInconclusive()
                    .naming(
                            "its control did not come out as it must",
                            "expected 'RESULT answer=right map-calls=20000,40000");
        }

        @Test
        void is_inconclusive_when_it_gave_no_answer() {
            assertThat(judged(Recorded.step().with("/control/attempt/trouble", "\"the connection was lost\"")))
                    .isInconclusive()
                    .naming("the connection was lost");
        }

        @Test
        void is_inconclusive_when_it_meets_the_steps_own_expectation() {
            assertThat(judged(Recorded.step().with("/expected/contains", "[\"RESULT answer=right\"]")))
                    .isInconclusive()
                    .naming("so would its control", "[RESULT answer=right] cannot tell the one from the other");
        }

        @Test
        void is_not_needed() {
            assertThat(judged(Recorded.step().with("/control", "null").with("/counter", "null")))
                    .passes()
                    .notNaming("control", "before");
        }
    }

    @Test
    void is_content_with_a_code_where_nothing_else_is_expected() {
        assertThat(judged(Recorded.step().with("/expected/contains", "[]").with("/control", "null")))
                .passes()
                .naming("saw code 0");
    }
}
