package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a pod template says of a container. Where the pod and the container may both say it, the container's word wins, as in
 * Kubernetes.
 *
 * @param pod the pod's spec
 * @param container its part of it
 */
record Declared(JsonNode pod, JsonNode container) {

    static Declared of(ContainerFacts facts) {
        return new Declared(facts.declaredPod(), facts.declared());
    }

    /** A field of the container's own security context. */
    JsonNode own(String field) {
        return set(container.path("securityContext").path(field));
    }

    /** A field of the container's security context, or else of the pod's. */
    JsonNode effective(String field) {
        JsonNode own = own(field);
        return own.isMissingNode() ? set(pod.path("securityContext").path(field)) : own;
    }

    /** A field as the API server takes it: {@code null}, which templates leave for what has no value, is not set. */
    static JsonNode set(JsonNode field) {
        return field.isNull() ? MissingNode.getInstance() : field;
    }

    /** A field in words, for reasons. */
    static String words(JsonNode field) {
        return set(field).isMissingNode() ? "not set" : field.toString();
    }
}
