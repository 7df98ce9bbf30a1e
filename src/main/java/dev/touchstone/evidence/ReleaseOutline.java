package dev.touchstone.evidence;

import java.util.List;

/**
 * What of a release's facts has no file of its own: {@code release.json}.
 *
 * @param workloads those that must have pods, as kubectl writes them
 * @param untried names of functional steps that were not tried
 * @param containers files of the containers that count, in order; what a step has replaced is no longer among them
 * @param steps files of the functional steps, in order
 */
public record ReleaseOutline(
        List<String> workloads, List<String> untried, List<String> containers, List<String> steps) {

    public ReleaseOutline {
        workloads = List.copyOf(workloads);
        untried = List.copyOf(untried);
        containers = List.copyOf(containers);
        steps = List.copyOf(steps);
    }
}
