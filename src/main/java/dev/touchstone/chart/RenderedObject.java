package dev.touchstone.chart;

import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Utils;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * An object of a render.
 *
 * @param json as it is sent to the API server
 * @param source the template that it comes from, with the chart's name before it
 */
public record RenderedObject(JsonNode json, String source) {

    /** How an object takes part in a release. */
    public enum Role {
        /** Installed and kept. */
        WORKLOAD,
        /** Made at a point of an install, an upgrade or an uninstall. */
        HOOK,
        /** Made by {@code helm test}. */
        TEST
    }

    public String kind() {
        return json.path("kind").asString("");
    }

    public String name() {
        return json.path("metadata").path("name").asString("");
    }

    /** Kind and name as kubectl writes them: {@code deployment/spark-sa-master}. */
    public String reference() {
        return kind().toLowerCase(Locale.ROOT) + "/" + name();
    }

    /**
     * Whether it belongs to no namespace, as a ClusterRole does. What the API server itself does not bring is taken to have one.
     *
     * @param types of a client: it has looked for them already
     */
    public boolean clusterWide(KubernetesSerialization types) {
        Class<? extends KubernetesResource> type =
                types.getRegisteredKubernetesResource(json.path("apiVersion").asString(""), kind());
        return type != null && !Utils.isResourceNamespaced(type);
    }

    /** Whether Helm makes it by itself, at a point in time, or for a test. */
    public Role role() {
        String hook = json.path("metadata")
                .path("annotations")
                .path(HookedCopy.ANNOTATION)
                .asString("");
        if (hook.isBlank()) {
            return Role.WORKLOAD;
        }
        Set<String> events =
                Set.copyOf(Arrays.stream(hook.split(",", -1)).map(String::strip).toList());
        return events.stream().allMatch(event -> event.startsWith("test")) ? Role.TEST : Role.HOOK;
    }
}
