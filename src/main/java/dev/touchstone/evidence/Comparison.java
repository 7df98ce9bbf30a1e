package dev.touchstone.evidence;

import dev.touchstone.judge.Answer;
import dev.touchstone.judge.Posture;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.StepFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hardening off beside hardening on, for the page.
 *
 * @param containers one row for each
 * @param steps one row for each
 */
public record Comparison(List<ContainerRow> containers, List<StepRow> steps) {

    /** How a container stands; what did not answer is empty. */
    public record ContainerRow(
            String name, Optional<Posture> off, Optional<Posture> on, String tookOff, String tookOn) {}

    /** What a step answered; empty where it was not tried. */
    public record StepRow(String name, Optional<Answer> off, Optional<Answer> on, long millisOff, long millisOn) {}

    static Comparison of(ReleaseFacts off, ReleaseFacts on) {
        Map<String, Posture> weak = Posture.of(off.containers());
        List<ContainerRow> containers = Posture.of(on.containers()).entrySet().stream()
                .map(entry -> new ContainerRow(
                        entry.getKey(),
                        Optional.ofNullable(weak.get(entry.getKey())),
                        Optional.of(entry.getValue()),
                        took(off, entry.getKey()),
                        took(on, entry.getKey())))
                .toList();
        List<StepRow> steps = on.steps().stream()
                .map(step -> {
                    Optional<StepFacts> other = off.steps().stream()
                            .filter(each -> each.name().equals(step.name()))
                            .findFirst();
                    return new StepRow(
                            step.name(),
                            other.map(Answer::of),
                            Optional.of(Answer.of(step)),
                            other.map(each -> each.attempt().millis()).orElse(0L),
                            step.attempt().millis());
                })
                .toList();
        return new Comparison(containers, steps);
    }

    private static String took(ReleaseFacts facts, String label) {
        return facts.footprints().stream()
                .filter(each -> each.label().equals(label))
                .findFirst()
                .map(each -> "%d MiB, Ready after %d s".formatted(each.memory() >> 20, each.readyAfter()))
                .orElse("");
    }
}
