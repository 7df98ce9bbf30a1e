package dev.touchstone.maestro.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.touchstone.maestro.job.Primes;
import dev.touchstone.maestro.job.Statistics;
import dev.touchstone.maestro.job.Work;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients send, right and wrong. */
class WorkReaderTest {

    private static Work read(String body) {
        return WorkReader.read(Json.read(body.getBytes(UTF_8)));
    }

    private static BadInputException refusal(String body) {
        return catchThrowableOfType(BadInputException.class, () -> read(body));
    }

    @Nested
    class What_is_right {

        @Test
        void is_taken_digit_by_digit() {
            assertThat(read("{\"kind\": \"statistics\", \"numbers\": [1, -2.50, 0.1, 12345678901234567890.5]}"))
                    .isEqualTo(new Statistics(List.of(
                            new BigDecimal("1"),
                            new BigDecimal("-2.5"),
                            new BigDecimal("0.1"),
                            new BigDecimal("12345678901234567890.5"))));
        }

        @Test
        void is_taken_in_any_order() {
            assertThat(read("{\"below\": 10, \"kind\": \"primes\"}")).isEqualTo(new Primes(10));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"kind\":\"statistics\",\"numbers\":[1,2.5,1E+99]}",
                    "{\"kind\":\"primes\",\"below\":1000}",
                })
        void comes_back_as_it_was_stored(String body) {
            assertThat(read(JobWriter.work(read(body)).toString())).isEqualTo(read(body));
        }
    }

    @Nested
    class What_is_wrong {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{}                                       | kind       | nothing",
                    "{\"kind\": 3}                            | kind       | 3",
                    "{\"kind\": \"sum\"}                      | kind       | \"sum\"",
                    "{\"kind\": \"primes\"}                   | below      | nothing",
                    "{\"kind\": \"primes\", \"below\": 2}     | below      | 2",
                    "{\"kind\": \"primes\", \"below\": 1.5}   | below      | 1.5",
                    "{\"kind\": \"primes\", \"below\": \"9\"} | below      | \"9\"",
                    "{\"kind\": \"primes\", \"below\": 99999999999} | below | 99999999999",
                    "{\"kind\": \"primes\", \"below\": 9, \"and\": null} | and | null",
                    "{\"kind\": \"statistics\"}               | numbers    | nothing",
                    "{\"kind\": \"statistics\", \"numbers\": {}} | numbers | {}",
                    "{\"kind\": \"statistics\", \"numbers\": []} | numbers | 0 of them",
                    "{\"kind\": \"statistics\", \"numbers\": [1, null]} | numbers[1] | null",
                    "{\"kind\": \"statistics\", \"numbers\": [1e101]} | numbers[0] | 1E+101",
                    "{\"kind\": \"statistics\", \"numbers\": [0, 1e-101]} | numbers[1] | 1E-101",
                    "[1, 2]                                   | body       | [1,2]",
                })
        void is_named_with_what_was_found(String body, String field, String found) {
            assertThat(refusal(body)).satisfies(refusal -> {
                assertThat(refusal.field()).isEqualTo(field);
                assertThat(refusal.found()).isEqualTo(found);
                assertThat(refusal).hasMessage("%s: found %s, allowed: %s", field, found, refusal.allowed());
            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"[1", "{\"kind\": \"primes\",, }", "{'kind': 1}", "{\"a\":1,\"a\":2}", "{} {}", "NaN"})
        void is_told_by_line_and_column_when_it_is_no_JSON(String body) {
            assertThat(refusal(body))
                    .hasMessageStartingWith("body: found line 1, column ")
                    .hasMessageEndingWith("allowed: a JSON object");
        }

        @Test
        void is_quoted_only_in_part_when_it_is_long() {
            assertThat(refusal("{\"kind\": \"%s\"}".formatted("x".repeat(1000))).found())
                    .hasSize(61)
                    .endsWith("…");
        }

        @Test
        void is_more_numbers_than_are_allowed() {
            String numbers = "1,".repeat(WorkReader.MOST_NUMBERS) + "1";
            assertThat(refusal("{\"kind\": \"statistics\", \"numbers\": [%s]}".formatted(numbers)))
                    .hasMessage("numbers: found 100001 of them, allowed: an array of 1 to 100000 numbers");
        }
    }
}
