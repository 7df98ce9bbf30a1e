package dev.touchstone.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class NetworkGuisesTest {

    private static final Map<String, String> WEB = Map.of("app", "web");
    private static final Map<String, String> DATABASE = Map.of("app", "database");

    private final NetworkGuises guises = new NetworkGuises(
            Stream.of(
                            "{podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {web-client: 'true'}}}]}]}",
                            "{podSelector: {matchLabels: {app: database}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]}",
                            "{podSelector: {}, ingress: [{from: [{podSelector: {}, namespaceSelector: {}}]}]}",
                            "{podSelector: {matchExpressions: [{key: job-name, operator: Exists}]}}")
                    .map(spec -> YAMLMapper.builder().build().readTree("{spec: %s}".formatted(spec)))
                    .map(JsonNode.class::cast)
                    .toList(),
            List.of(DATABASE, WEB));

    @Test
    void friends_have_labels_that_no_pod_of_the_release_has() {
        assertThat(guises.friends()).containsExactly(Map.of("job-name", "touchstone"), Map.of("web-client", "true"));
    }

    @Test
    void for_each_policy_that_admits_pods_there_is_an_impostor_whom_it_would_admit() {
        assertThat(guises.impostors())
                .containsExactly(Map.of("job-name", "touchstone", "web-client", "true", "app", "database"), WEB);
    }

    @Test
    void a_guise_has_a_name() {
        assertThat(NetworkGuises.words(Map.of("b", "2", "a", "1"))).isEqualTo("a=1,b=2");
    }
}
