package dev.touchstone.judge.network;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.PodTemplate;
import dev.touchstone.chart.Rendered;
import dev.touchstone.chart.ShippedProfile;
import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.Endpoint.Port;
import dev.touchstone.observe.NetworkFacts;
import dev.touchstone.observe.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Who reaches whom by the policies of the charts here, written down a second time: a run compares a cluster with what a chart says, and
 * would not notice that the chart says something else than before.
 */
class ShippedEdgesTest {

    private static final Path EDGES = Path.of("src/test/resources/edges");
    private static final String NAMESPACE = "web-test";
    private static final Endpoint ANYWHERE = Endpoint.ofAddress("any address", "203.0.113.1");
    /** Of the API server, and one that nothing here uses. */
    private static final List<Integer> OUTSIDE = List.of(443, 6443, 8443);

    @ParameterizedTest
    @EnumSource
    void each_reaches_whom_it_must_and_nobody_else(ShippedProfile profile) throws IOException {
        Rendered rendered = profile.render(Map.of());

        assertThat(edges(rendered))
                .isEqualTo(Files.readAllLines(EDGES.resolve(profile.name().toLowerCase(Locale.ROOT) + ".txt")));
    }

    private static List<String> edges(Rendered rendered) {
        NetworkPolicies policies = new NetworkPolicies(NetworkFacts.read(rendered.networkPolicies(NAMESPACE)));
        List<Endpoint> pods = rendered.podTemplates().stream()
                .filter(PodTemplate::makesPods)
                .map(ShippedEdgesTest::pod)
                .toList();
        List<Endpoint> sources = new ArrayList<>(pods);
        sources.add(pod("stranger", NAMESPACE, Map.of(), List.of()));
        sources.add(pod("stranger elsewhere", "elsewhere", Map.of(), List.of()));
        return sources.stream()
                .flatMap(source -> Stream.concat(
                        pods.stream().map(target -> edge(policies, source, target, target.ports())),
                        Stream.of(edge(policies, source, ANYWHERE, outside()))))
                .filter(line -> !line.isEmpty())
                .sorted()
                .toList();
    }

    /** One line, or an empty one where there is no way. */
    private static String edge(NetworkPolicies policies, Endpoint source, Endpoint target, List<Port> ports) {
        String open = ports.stream()
                .filter(port ->
                        !source.samePodAs(target) && policies.allows(source, target, port.number(), port.protocol()))
                .map(port -> String.valueOf(port.number()))
                .distinct()
                .collect(joining(" "));
        return open.isEmpty() ? "" : "%s -> %s: %s".formatted(source.name(), target.name(), open);
    }

    private static List<Port> outside() {
        return OUTSIDE.stream().map(port -> new Port("", port, Protocol.TCP)).toList();
    }

    private static Endpoint pod(PodTemplate template) {
        Map<String, String> labels = new HashMap<>();
        template.metadata()
                .path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
        List<Port> ports = template.spec()
                .path("containers")
                .valueStream()
                .flatMap(container -> container.path("ports").valueStream())
                .map(ShippedEdgesTest::port)
                .toList();
        return pod(template.workload(), NAMESPACE, labels, ports);
    }

    private static Port port(JsonNode port) {
        return new Port(
                port.path("name").asString(""), port.path("containerPort").asInt(), Protocol.TCP);
    }

    private static Endpoint pod(String name, String namespace, Map<String, String> labels, List<Port> ports) {
        return new Endpoint(
                name, namespace, Map.of("kubernetes.io/metadata.name", namespace), labels, "10.42.0.9", "", ports);
    }
}
