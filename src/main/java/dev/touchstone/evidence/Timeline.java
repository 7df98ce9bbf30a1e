package dev.touchstone.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a run has spent its time, and what each part of it has waited for.
 *
 * @param spans one after the other, without gaps
 */
public record Timeline(List<Span> spans) {

    /** What was waited for shorter than this is not told. */
    private static final long SHORTEST = 500;

    public Timeline {
        spans = List.copyOf(spans);
    }

    /**
     * A part of a run.
     *
     * @param what had been reached at its end
     * @param from milliseconds from the run's beginning
     * @param until milliseconds from the run's beginning
     * @param waits what was waited for meanwhile, the longest first
     */
    public record Span(String what, long from, long until, List<Wait> waits) {

        public Span {
            waits = List.copyOf(waits);
        }

        /** How long it took, in milliseconds. */
        public long millis() {
            return until - from;
        }
    }

    /**
     * Something that was waited for.
     *
     * @param what as the waiting part of the run said it
     * @param millis how long, in milliseconds, all times taken together
     */
    public record Wait(String what, long millis) {}

    /**
     * Something that a run has said.
     *
     * @param what it said
     * @param reached whether it was there then; else it was awaited from then on
     * @param when it said so
     */
    public record Moment(String what, boolean reached, Instant when) {}

    /** From what a run has said since it began, in this order. */
    public static Timeline of(Instant begin, List<Moment> moments) {
        List<Span> spans = new ArrayList<>();
        Map<String, Long> waits = new LinkedHashMap<>();
        long from = 0;
        long since = 0;
        String awaited = "";
        for (Moment moment : moments) {
            long now = Duration.between(begin, moment.when()).toMillis();
            if (now < 0) {
                continue;
            }
            waits.merge(awaited, now - since, Long::sum);
            awaited = moment.what();
            since = now;
            if (moment.reached()) {
                spans.add(new Span(moment.what(), from, now, longest(waits)));
                waits.clear();
                from = now;
                awaited = "";
            }
        }
        return new Timeline(spans);
    }

    private static List<Wait> longest(Map<String, Long> waits) {
        return waits.entrySet().stream()
                .filter(each -> !each.getKey().isEmpty() && each.getValue() >= SHORTEST)
                .map(each -> new Wait(each.getKey(), each.getValue()))
                .sorted((one, other) -> Long.compare(other.millis(), one.millis()))
                .toList();
    }

    /** All of it, in milliseconds; never 0, so that it can be divided by. */
    public long millis() {
        return Math.max(1, spans.isEmpty() ? 0 : spans.get(spans.size() - 1).until());
    }
}
