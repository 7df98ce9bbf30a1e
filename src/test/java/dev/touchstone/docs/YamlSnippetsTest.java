package dev.touchstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.Chart;
import dev.touchstone.chart.Overlay;
import dev.touchstone.chart.Rendered;
import dev.touchstone.chart.Renderer;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * YAML that the pages show is read as it will be: a scenario, or a part of one, by its reader; values by Helm, with a chart that
 * has them. What is neither is cut from a file of the project.
 */
class YamlSnippetsTest {

    private static final ObjectMapper YAML = YAMLMapper.builder().build();
    private static final JsonNode SCHEMA =
            JsonMapper.shared().readTree(Path.of("src/main/resources/dev/touchstone/scenario/scenario.schema.json"));

    /** Before the days on which the waivers of the pages expire. */
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    private static final String HEAD = """
            scenario: web
            chart: ../../charts/web
            release: web
            namespace: web-test
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static List<Page.Snippet> snippets() {
        return Page.forUsers().stream()
                .flatMap(page -> page.snippets("yaml").stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void is_read_as_it_will_be(Page.Snippet snippet) throws IOException {
        JsonNode yaml = YAML.readTree(snippet.text());
        Set<String> keys = yaml.propertyStream().map(each -> each.getKey()).collect(Collectors.toSet());
        List<Path> charts = chartsWith(keys);
        if (keys.contains("scenario")) {
            read(snippet.text(), yaml);
        } else if (!keys.isEmpty() && keysOf("/properties").containsAll(keys)) {
            String head = keys.contains("chart") ? HEAD.replaceFirst("(?m)^chart: .*\\n", "") : HEAD;
            read(head + functionFor(yaml) + snippet.text(), yaml);
        } else if (!keys.isEmpty() && keysOf("/$defs/step/properties").containsAll(keys)) {
            read(
                    HEAD + "function:\n  - name: it answers\n    job: job.yaml\n    expect: {contains: [yes]}\n"
                            + snippet.text(),
                    yaml);
        } else if (!charts.isEmpty()) {
            Path values = Files.writeString(folder.resolve("values.yaml"), snippet.text());
            assertThat(charts)
                    .allSatisfy(chart ->
                            assertThat(render(chart, values).workloads()).isNotEmpty());
        } else {
            assertThat(Stream.of("charts", "scenarios", "images", "examples", ".github")
                            .flatMap(each -> Page.filesBelow(Path.of(each)))
                            .filter(file -> !file.toString().endsWith(".tgz"))
                            .filter(file -> Page.words(Page.read(file)).contains(snippet.words())))
                    .as(
                            "files that have what %s shows, which is no part of a scenario, nor values of a chart here",
                            snippet.page())
                    .isNotEmpty();
        }
    }

    private static Set<String> keysOf(String pointer) {
        return SCHEMA.at(pointer).propertyStream().map(each -> each.getKey()).collect(Collectors.toSet());
    }

    /** Steps for those that a part names. */
    private static String functionFor(JsonNode part) {
        String steps = part.findValues("steps").stream()
                .flatMap(JsonNode::valueStream)
                .map(name -> "  - {name: %s, job: job.yaml, expect: {contains: [yes]}}\n".formatted(name))
                .collect(Collectors.joining());
        return steps.isEmpty() ? "" : "function:\n" + steps;
    }

    private void read(String scenario, JsonNode yaml) throws IOException {
        write("charts/web/Chart.yaml", "{apiVersion: v2, name: web, version: 1.0.0}");
        write("scenarios/web/job.yaml", "kind: Job");
        for (JsonNode text : leaves(yaml).toList()) {
            if (text.asString().endsWith(".yaml")) {
                write("scenarios/web/" + text.asString(), "kind: Job");
            }
        }
        write("scenarios/web/scenario.yaml", scenario);

        assertThat(ScenarioReader.read(folder.resolve("scenarios/web/scenario.yaml"), TODAY)
                        .name())
                .isEqualTo("web");
    }

    private static Stream<JsonNode> leaves(JsonNode node) {
        return node.isContainer()
                ? node.valueStream().flatMap(YamlSnippetsTest::leaves)
                : Stream.of(node).filter(JsonNode::isString);
    }

    private static List<Path> chartsWith(Set<String> keys) throws IOException {
        try (Stream<Path> charts = Files.list(Path.of("charts"))) {
            return charts.filter(chart -> Files.exists(chart.resolve("values.yaml")))
                    .filter(chart -> !keys.isEmpty())
                    .filter(chart -> YAML.readTree(chart.resolve("values.yaml"))
                            .propertyStream()
                            .map(each -> each.getKey())
                            .collect(Collectors.toSet())
                            .containsAll(keys))
                    .toList();
        }
    }

    private static Rendered render(Path chart, Path values) {
        try (Renderer renderer = Renderer.of(Chart.at(chart), KubernetesVersion.newest())) {
            return renderer.render("web", "web-test", Overlay.of(List.of(values)));
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
