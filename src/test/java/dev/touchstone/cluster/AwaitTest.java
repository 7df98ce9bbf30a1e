package dev.touchstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class AwaitTest {

    @Test
    void hands_out_what_was_seen_when_it_came() {
        Iterator<State> states =
                List.of(State.pending("1 of 2"), State.reached("2 of 2")).iterator();

        assertThat(Await.that("both pods are Ready").until(states::next)).isEqualTo("2 of 2");
    }

    @Test
    void names_what_was_awaited_and_what_was_last_seen_when_it_did_not_come() {
        assertThatThrownBy(() -> Await.that("both pods are Ready")
                        .within(Duration.ofMillis(300))
                        .until(() -> State.pending("1 of 2")))
                .isInstanceOf(AwaitException.class)
                .hasMessage("Waited 0.3 s for: both pods are Ready. Last seen: 1 of 2");
    }

    @Test
    void gives_up_at_once_on_what_cannot_come_any_more() {
        assertThatThrownBy(() -> Await.that("the pod is Ready")
                        .within(Duration.ofHours(1))
                        .until(() -> State.terminal("ErrImageNeverPull")))
                .isInstanceOf(AwaitException.class)
                .hasMessageContainingAll("the pod is Ready", "cannot come any more: ErrImageNeverPull");
    }

    @Test
    void goes_on_after_an_error_and_remembers_it() {
        assertThatThrownBy(() -> Await.that("the API server answers")
                        .within(Duration.ofMillis(300))
                        .until(() -> {
                            throw new IllegalStateException("connection refused");
                        }))
                .isInstanceOf(AwaitException.class)
                .hasMessageContaining("asking failed: IllegalStateException: connection refused");
    }

    @Test
    void ends_when_the_cluster_is_found_to_be_gone() {
        assertThatThrownBy(() -> Await.that("the API server answers")
                        .within(Duration.ofHours(1))
                        .whileAlive(() -> {
                            throw new ClusterLostException("exit code 137");
                        })
                        .until(() -> {
                            throw new IllegalStateException("connection refused");
                        }))
                .isInstanceOf(ClusterLostException.class)
                .hasMessage("exit code 137");
    }
}
