package dev.touchstone.observe;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A PodDisruptionBudget as it is on the cluster.
 *
 * @param name of it
 * @param spec as it is there: selector, {@code minAvailable} or {@code maxUnavailable}
 * @param expectedPods how many pods the cluster counts for it
 * @param currentHealthy how many of these are Ready
 * @param desiredHealthy how many must stay so
 * @param disruptionsAllowed how many may go now
 * @param current whether the cluster has seen the spec as it is
 */
public record Budget(
        String name,
        JsonNode spec,
        int expectedPods,
        int currentHealthy,
        int desiredHealthy,
        int disruptionsAllowed,
        boolean current) {

    /** What it selects: in policy/v1 everything, when that is empty, and nothing, when there is none. */
    public Optional<LabelSelector> selector() {
        return spec.has("selector")
                ? Optional.of(Serialization.unmarshal(spec.path("selector").toString(), LabelSelector.class))
                : Optional.empty();
    }

    /** Such as {@code minAvailable: 1}. */
    public String words() {
        return spec.has("minAvailable")
                ? "minAvailable: " + spec.path("minAvailable").asString()
                : "maxUnavailable: " + spec.path("maxUnavailable").asString("1");
    }
}
