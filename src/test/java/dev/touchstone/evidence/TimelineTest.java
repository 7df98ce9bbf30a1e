package dev.touchstone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.evidence.Timeline.Moment;
import dev.touchstone.evidence.Timeline.Span;
import dev.touchstone.evidence.Timeline.Wait;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static Moment reached(long millis, String what) {
        return new Moment(what, true, Runs.NOON.plusMillis(millis));
    }

    private static Moment awaiting(long millis, String what) {
        return new Moment(what, false, Runs.NOON.plusMillis(millis));
    }

    private static Timeline of(Instant begin, Moment... moments) {
        return Timeline.of(begin, List.of(moments));
    }

    @Test
    void has_one_span_after_the_other() {
        assertThat(of(Runs.NOON, reached(1000, "cluster"), reached(4000, "installed"))
                        .spans())
                .containsExactly(new Span("cluster", 0, 1000, List.of()), new Span("installed", 1000, 4000, List.of()));
    }

    @Test
    void tells_what_was_waited_for_longest_first_and_nothing_that_was_short() {
        Timeline timeline = of(
                Runs.NOON,
                awaiting(0, "a database"),
                awaiting(1000, "a server"),
                awaiting(4000, "a database"),
                awaiting(4600, "nothing much"),
                reached(4700, "installed"),
                reached(9000, "tried"));

        assertThat(timeline.spans().get(0).waits())
                .containsExactly(new Wait("a server", 3000), new Wait("a database", 1600));
        assertThat(timeline.spans().get(1).waits()).isEmpty();
    }

    @Test
    void leaves_out_what_was_said_before_the_run_began() {
        Timeline timeline = of(Runs.NOON, reached(-10, "another run"), awaiting(-5, "it"), reached(20, "installed"));

        assertThat(timeline.spans()).containsExactly(new Span("installed", 0, 20, List.of()));
        assertThat(timeline.millis()).isEqualTo(20);
    }

    @Test
    void can_be_divided_by_when_there_is_nothing() {
        assertThat(of(Runs.NOON).millis()).isEqualTo(1);
    }
}
