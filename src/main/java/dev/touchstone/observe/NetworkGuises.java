package dev.touchstone.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The labels that pods must have for policies to take notice of them. */
final class NetworkGuises {

    private final List<JsonNode> policies;
    private final List<Map<String, String>> taken;

    /** @param taken the labels of the release's own pods */
    NetworkGuises(List<JsonNode> policies, List<Map<String, String>> taken) {
        this.policies = policies;
        this.taken = taken;
    }

    /** Of friends: labels that policies select or admit, and no pod of the release has. */
    List<Map<String, String>> friends() {
        Stream<JsonNode> own =
                policies.stream().map(policy -> policy.path("spec").path("podSelector"));
        return Stream.concat(own, policies.stream().flatMap(NetworkGuises::admitted))
                .map(NetworkGuises::admittedBy)
                .filter(labels -> !labels.isEmpty())
                .filter(labels -> taken.stream().noneMatch(pod -> has(pod, labels)))
                .distinct()
                .toList();
    }

    /**
     * Of those who are somewhere else, and of whom each policy that admits pods by labels must admit none. The first has the
     * labels of all friends and of a pod of the release; for a policy that admits none of these there is another.
     */
    List<Map<String, String>> impostors() {
        List<Map<String, String>> impostors = new ArrayList<>();
        impostors.add(merged(
                Stream.concat(friends().stream(), taken.stream().limit(1)).toList()));
        for (JsonNode policy : policies) {
            List<Map<String, String>> admitted =
                    admitted(policy).map(NetworkGuises::admittedBy).toList();
            if (!admitted.isEmpty()
                    && admitted.stream().noneMatch(labels -> impostors.stream().anyMatch(each -> has(each, labels)))) {
                impostors.add(admitted.get(0));
            }
        }
        return impostors;
    }

    /** Such as {@code app=web,tier=front}. */
    static String words(Map<String, String> labels) {
        return labels.entrySet().stream().map(Object::toString).sorted().collect(Collectors.joining(","));
    }

    /** Pods of the policy's own namespace that it lets in. */
    private static Stream<JsonNode> admitted(JsonNode policy) {
        return policy.path("spec")
                .path("ingress")
                .valueStream()
                .flatMap(rule -> rule.path("from").valueStream())
                .filter(peer -> !peer.has("namespaceSelector") && peer.has("podSelector"))
                .map(peer -> peer.path("podSelector"));
    }

    private static boolean has(Map<String, String> pod, Map<String, String> labels) {
        return pod.entrySet().containsAll(labels.entrySet());
    }

    /** Labels that a selector admits, with a value of its own where any will do. */
    private static Map<String, String> admittedBy(JsonNode selector) {
        Map<String, String> labels = selector.path("matchLabels")
                .propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asString("")));
        selector.path("matchExpressions").forEach(expression -> {
            String key = expression.path("key").asString("");
            switch (expression.path("operator").asString("")) {
                case "In" ->
                    labels.putIfAbsent(key, expression.path("values").path(0).asString(""));
                case "Exists" -> labels.putIfAbsent(key, "touchstone");
                default -> {}
            }
        });
        return labels;
    }

    /** All of them at once; where two say otherwise, the first is right. */
    private static Map<String, String> merged(List<Map<String, String>> all) {
        return all.stream()
                .flatMap(labels -> labels.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));
    }
}
