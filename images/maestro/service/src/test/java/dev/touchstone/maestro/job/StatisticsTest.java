package dev.touchstone.maestro.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What comes out is exact. */
class StatisticsTest {

    @Test
    void of_a_few_numbers_are_what_paper_and_pencil_give() {
        assertThat(of("2", "4", "4", "4", "5", "5", "7", "9"))
                .containsEntry("count", new BigDecimal("8"))
                .containsEntry("sum", new BigDecimal("40"))
                .containsEntry("mean", new BigDecimal("5"))
                .containsEntry("variance", new BigDecimal("4"))
                .containsEntry("smallest", new BigDecimal("2"))
                .containsEntry("largest", new BigDecimal("9"));
    }

    @Test
    void of_tenths_are_not_those_of_doubles() {
        assertThat(of("0.1", "0.2", "0.3")).containsEntry("sum", new BigDecimal("0.6"));
    }

    @Test
    void of_large_numbers_that_lie_close_together_keep_their_variance() {
        assertThat(of("1000000000000000001", "1000000000000000002", "1000000000000000003"))
                .containsEntry("variance", new BigDecimal("0.6666666666666666666666666666666667"));
    }

    @Test
    void of_one_number_do_not_vary() {
        assertThat(of("-7.25"))
                .containsEntry("mean", new BigDecimal("-7.25"))
                .containsEntry("variance", BigDecimal.ZERO);
    }

    @Test
    void of_the_same_numbers_written_otherwise_are_the_same_work() {
        assertThat(new Statistics(List.of(new BigDecimal("1.50"), new BigDecimal("1E+2"))))
                .isEqualTo(new Statistics(List.of(new BigDecimal("1.5"), new BigDecimal("100"))));
    }

    @Test
    void of_nothing_there_are_none() {
        assertThatThrownBy(() -> new Statistics(List.of())).hasMessageContaining("no mean of nothing");
    }

    private static SortedMap<String, BigDecimal> of(String... numbers) {
        return new Statistics(Stream.of(numbers).map(BigDecimal::new).toList())
                .perform()
                .values();
    }
}
