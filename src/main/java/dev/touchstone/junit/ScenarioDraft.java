package dev.touchstone.junit;

import dev.touchstone.chart.Chart;
import dev.touchstone.chart.PodTemplate;
import dev.touchstone.chart.Rendered;
import dev.touchstone.chart.RenderedObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A first scenario of a chart, from its render: what can be guessed of what the software must still do, and what its author may want
 * to add.
 *
 * @param name of the scenario and its release
 * @param schema path of the schema, seen from the file's folder
 * @param chartKey what stands at its key {@code chart}
 * @param values paths of files of values, seen from there
 * @param chart that it is about
 * @param rendered what it comes to
 */
record ScenarioDraft(String name, String schema, String chartKey, List<String> values, Chart chart, Rendered rendered) {

    private static final Set<String> WITH_PODS = Set.of("deployment", "statefulset");
    private static final Set<Integer> USUAL = Set.of(80, 3000, 5000, 8000, 8080, 9090);
    private static final String MORE = """

            # What else can be said; docs/scenarios.md has every key.
            # baseline: [off.yaml]      # values with hardening off: the same steps must then give the same answers
            # identities:               # other users that it must run as
            #   - {name: another user, values: [other-user.yaml]}
            # waivers:                  # findings that somebody has accepted, until a day
            #   - {check: no-token, workload: deployment/NAME, reason: …, owner: …, expires: 2027-12-31}
            """;

    ScenarioDraft {
        values = List.copyOf(values);
    }

    /**
     * A port that seems to speak HTTP.
     *
     * @param service its name
     * @param port name of the port, or its number
     * @param path that its own probe asks for; {@code /} where it has none
     */
    record Port(String service, String port, String path) {}

    /** Of Services that have pods of their own. */
    List<Port> ports() {
        return rendered.objects().stream()
                .filter(object -> object.kind().equals("Service") && object.role() == RenderedObject.Role.WORKLOAD)
                .filter(service -> service.json().path("spec").path("selector").size() > 0
                        && !service.json()
                                .path("spec")
                                .path("clusterIP")
                                .asString("")
                                .equals("None"))
                .flatMap(service -> service.json()
                        .path("spec")
                        .path("ports")
                        .valueStream()
                        .filter(ScenarioDraft::speaksHttp)
                        .limit(1)
                        .map(port -> new Port(
                                service.name(),
                                port.has("name")
                                        ? port.path("name").asString()
                                        : port.path("port").asString(),
                                probed(service.json().path("spec").path("selector"), port))))
                .toList();
    }

    private String probed(JsonNode selector, JsonNode port) {
        String target = port.path("targetPort").asString(port.path("port").asString(""));
        return rendered.podTemplates().stream()
                .filter(template -> selector.propertyStream()
                        .allMatch(label -> label.getValue()
                                .equals(template.metadata().path("labels").path(label.getKey()))))
                .flatMap(template -> template.spec().path("containers").valueStream())
                .flatMap(container -> probed(container, target).stream())
                .findFirst()
                .orElse("/");
    }

    /** A probe may name the port, or its number. */
    private static Optional<String> probed(JsonNode container, String target) {
        Set<String> names = container
                .path("ports")
                .valueStream()
                .filter(each -> target.equals(each.path("name").asString(""))
                        || target.equals(each.path("containerPort").asString("")))
                .flatMap(each -> Stream.of(
                        each.path("name").asString(""),
                        each.path("containerPort").asString("")))
                .collect(Collectors.toSet());
        return Stream.of("readinessProbe", "livenessProbe", "startupProbe")
                .map(probe -> container.path(probe).path("httpGet"))
                .filter(get -> get.path("port").isValueNode())
                .filter(get -> target.equals(get.path("port").asString())
                        || names.contains(get.path("port").asString()))
                .map(get -> get.path("path").asString("/"))
                .findFirst();
    }

    private static boolean speaksHttp(JsonNode port) {
        String name = port.path("name").asString("");
        return name.startsWith("http")
                || name.equals("web")
                || port.path("appProtocol").asString("").startsWith("http")
                || (name.isEmpty() && USUAL.contains(port.path("port").asInt(0)));
    }

    /** Workloads that hold data. */
    List<String> keepers() {
        return rendered.podTemplates().stream()
                .filter(PodTemplate::makesPods)
                .filter(template -> WITH_PODS.contains(template.workload().split("/", 2)[0]))
                .filter(template -> template.spec()
                        .path("volumes")
                        .valueStream()
                        .anyMatch(volume -> volume.has("persistentVolumeClaim")))
                .map(PodTemplate::workload)
                .toList();
    }

    /** The file. */
    String yaml() {
        String head = """
                # yaml-language-server: $schema=%s
                # A first draft for chart %s %s. See docs/your-own-chart.md.
                scenario: %s
                chart:%s
                release: %s
                namespace: %s-test
                """.formatted(schema, chart.name(), chart.version(), name, chartKey, name, name);
        String files = values.isEmpty() ? "" : "values: [%s]\n".formatted(String.join(", ", values));
        String steps =
                Stream.of(test(), answers(), restart()).flatMap(List::stream).collect(Collectors.joining());
        return head + files + "ready: 5m\n" + (steps.isEmpty() ? "" : "function:\n" + steps) + MORE;
    }

    private List<String> test() {
        return rendered.hasTests() ? List.of("""
                - name: the chart's own test passes
                  helm: test
                  within: 5m
                """.indent(2)) : List.of();
    }

    private List<String> answers() {
        return ports().stream()
                .map(port -> """
                        - name: %s answers
                          # A guess: ask for what it must be able to say, and expect that it says so.
                          http: {service: %s, port: %s, path: '%s'}
                          expect: {status: 200}
                        """.formatted(port.service(), port.service(), port.port(), port.path())
                        .indent(2))
                .toList();
    }

    private List<String> restart() {
        return keepers().isEmpty()
                ? List.of()
                : List.of("""
                # Steps that read what others have written come after it.
                - name: everything that holds data is started anew
                  restart: [%s]
                  within: 5m
                """.formatted(String.join(", ", keepers())).indent(2));
    }
}
