package dev.touchstone.maestro.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Primes are counted as mathematicians have counted them. */
class PrimesTest {

    @ParameterizedTest
    @CsvSource({"3, 1, 2", "4, 2, 3", "11, 4, 7", "100, 25, 97", "1000000, 78498, 999983", "10000000, 664579, 9999991"})
    void below_a_number_are_known(int below, BigDecimal count, BigDecimal largest) {
        assertThat(new Primes(below).perform().values())
                .containsEntry("count", count)
                .containsEntry("largest", largest);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, Primes.MOST + 1})
    void below_others_are_not_asked_for(int below) {
        assertThatThrownBy(() -> new Primes(below)).hasMessage("below is %d, expected 3 to 10000000".formatted(below));
    }
}
