package dev.touchstone.maestro.patience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Trying again, and giving up. */
class PatienceTest {

    private final AtomicInteger tries = new AtomicInteger();
    private final Stop stop = new Stop();

    private Supplier<String> answersAtTry(int number) {
        return () -> {
            if (tries.incrementAndGet() < number) {
                throw new UnavailableException("nobody");
            }
            return "answer";
        };
    }

    private static Patience within(Duration deadline) {
        return new Patience(Duration.ofMillis(1), Duration.ofMillis(4), deadline);
    }

    @Test
    void asks_until_there_is_an_answer() {
        assertThat(within(Duration.ofMinutes(1)).keepAsking(answersAtTry(9), stop, () -> {}))
                .contains("answer");
    }

    @Test
    void ends_with_the_last_failure_when_the_deadline_has_passed() {
        assertThatThrownBy(() -> within(Duration.ofMillis(20)).keepAsking(answersAtTry(1_000), stop, () -> {}))
                .hasMessage("nobody");
        assertThat(tries).hasValueGreaterThan(1);
    }

    @Test
    void ends_at_once_when_the_failure_is_of_another_kind() {
        assertThatThrownBy(() -> within(Duration.ofMinutes(1))
                        .keepAsking(
                                () -> {
                                    throw new IllegalStateException("a defect");
                                },
                                stop,
                                tries::incrementAndGet))
                .hasMessage("a defect");
        assertThat(tries).hasValue(1);
    }

    @Test
    void ends_without_an_answer_when_stopping_is_wanted() {
        assertThat(within(Duration.ofMinutes(1)).keepAsking(answersAtTry(1_000), stop, stop::now))
                .isEmpty();
        assertThat(tries).hasValue(1);
    }

    @Test
    void tells_the_root_of_what_went_wrong_in_one_line() {
        IOException root = new IOException("Connection\n  refused");
        assertThat(new UnavailableException("Redis", new IllegalStateException("wrapped", root)))
                .hasMessage("Redis does not answer: Connection refused");
    }
}
