package dev.touchstone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    private static String lines(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void of_a_short_text_is_all_of_it() {
        assertThat(Excerpt.of(lines(200))).isEqualTo(lines(200));
    }

    @Test
    void of_a_long_text_is_its_beginning_and_its_end() {
        assertThat(Excerpt.of(lines(1_000)).lines())
                .hasSize(201)
                .startsWith("1", "2")
                .contains("60", "(800 lines are left out here; all of them lie in the folder)", "861")
                .doesNotContain("61", "860")
                .endsWith("999", "1000");
    }

    @Test
    void of_a_long_line_is_its_beginning() {
        assertThat(Excerpt.of("x".repeat(1_000_000))).hasSizeLessThan(2100).endsWith("x… (1000000 characters)");
    }
}
