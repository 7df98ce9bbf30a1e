package dev.touchstone.observe;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Everything that was seen of one container, and what was declared of it.
 *
 * @param subject which container
 * @param pod its pod
 * @param template the template that the render declares the pod by; empty where the render does not, as for an operator's pods
 * @param declaredPod the pod's spec in the render, with the values of its environment hashed
 * @param declared the container's part of it
 * @param access how it was asked
 * @param note why it could not be asked otherwise; empty for a plain exec
 * @param probe what the probe saw; empty where {@code access} is {@link Access#STATUS} or {@link Access#NONE}
 */
public record ContainerFacts(
        Subject subject,
        PodFacts pod,
        String template,
        JsonNode declaredPod,
        JsonNode declared,
        Access access,
        String note,
        Optional<Probe> probe) {

    /** How a container was asked. */
    public enum Access {
        /** By a shell of its own. */
        EXEC,
        /** By an ephemeral container beside it, because it has no shell. */
        EPHEMERAL,
        /** Not at all: it had finished, and only its status is left. */
        STATUS,
        /** Not at all: it did not run, or did not answer. */
        NONE
    }

    /** What the kubelet says of the container. */
    public Optional<PodFacts.ContainerStatus> status() {
        return pod.containers().stream()
                .filter(each -> each.name().equals(subject.container()))
                .findFirst();
    }
}
