package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastFirstTest {

    private final List<String> closed = new ArrayList<>();

    @Test
    void closes_the_last_first() {
        LastFirst.close(List.of("a", "b", "c"), closed::add);

        assertThat(closed).containsExactly("c", "b", "a");
    }

    @Test
    void closes_the_others_although_some_cannot_be_closed_and_tells_all_of_it() {
        assertThatThrownBy(() -> LastFirst.close(List.of("a", "b", "c"), each -> {
                    closed.add(each);
                    if (!each.equals("b")) {
                        throw new IllegalStateException(each + " cannot be closed");
                    }
                }))
                .hasMessage("c cannot be closed")
                .satisfies(first -> assertThat(first.getSuppressed())
                        .singleElement()
                        .satisfies(second -> assertThat(second).hasMessage("a cannot be closed")));
        assertThat(closed).containsExactly("c", "b", "a");
    }
}
