package dev.touchstone.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code examples/own-chart} in a folder that is nobody's, with Touchstone as a jar: its {@code mvn test}, with its real tests. */
class ExampleProjectIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path repository;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path project;

    @SuppressWarnings("NullAway.Init")
    private static String version;

    @BeforeAll
    static void publish() throws IOException {
        version = PublishedJar.into(repository);
    }

    @Test
    void its_tests_accept_its_chart_and_leave_evidence() throws Exception {
        MavenRun run = run(Map.of());

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.total()).matches("\\[INFO] Tests run: [1-9]\\d+, Failures: 0, Errors: 0, Skipped: 0");
        Path evidence = project.resolve("target/evidence");
        assertThat(evidence.resolve("index.html")).isRegularFile();
        try (Stream<Path> runs = Files.list(evidence.resolve("web"))) {
            assertThat(runs).isNotEmpty().allSatisfy(each -> {
                JsonNode info = JsonMapper.shared().readTree(each.resolve("run.json"));
                assertThat(info.path("state").asString()).isEqualTo("accepted");
                assertThat(info.path("harness").asString()).isEqualTo(version);
            });
        }
    }

    @Test
    void without_an_engine_it_is_red_and_says_why() throws Exception {
        MavenRun run = run(Map.of("DOCKER_HOST", "unix:///no/engine.sock"));

        assertThat(run.exitCode()).as(run.output()).isNotZero();
        assertThat(run.output()).contains("No container engine: there is no socket at /no/engine.sock");
        assertThat(run.total()).doesNotContain("Tests run: 0", "Failures: 0, Errors: 0");
    }

    private MavenRun run(Map<String, String> environment) throws IOException, InterruptedException {
        // Where no registry answers, this project's twins are used.
        List<String> arguments = new ArrayList<>(List.of(
                "test", "-Dtouchstone.catalog=" + Path.of("images/catalog.yaml").toAbsolutePath()));
        Stream.of("touchstone.kubernetes", "touchstone.cluster", "touchstone.images")
                .filter(each -> System.getProperty(each) != null)
                .map(each -> "-D%s=%s".formatted(each, System.getProperty(each)))
                .forEach(arguments::add);
        return MavenRun.of(ExampleProject.copyTo(project), repository, environment, arguments);
    }
}
