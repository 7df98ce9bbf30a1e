package dev.touchstone.observe;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the API server says of one pod template of the render, asked by a dry run.
 *
 * @param subject the template; its phase is {@code workload}, {@code hook} or {@code test}
 * @param source the chart's template
 * @param declaredPod the pod's spec as it was sent, with the values of its environment hashed
 * @param status of the answer: 201 for a pod that would be made
 * @param message of the API server when it refuses
 * @param warnings every warning of the answer, those of Pod Security among them
 */
public record Admission(
        Subject subject, String source, JsonNode declaredPod, int status, String message, List<String> warnings) {

    public Admission {
        warnings = List.copyOf(warnings);
    }

    /** Whether the pod would be made. */
    public boolean admitted() {
        return status / 100 == 2;
    }
}
