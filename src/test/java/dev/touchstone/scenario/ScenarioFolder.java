package dev.touchstone.scenario;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** A folder with a chart, a file of values, a job, and the scenario that a test writes. */
final class ScenarioFolder {

    static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    /** Lines 1 to 4 of most files. */
    static final String HEAD = """
            scenario: web
            chart: chart
            release: web
            namespace: web-test
            """;

    final Path path;
    final Path file;

    ScenarioFolder(Path path) {
        this.path = path;
        this.file = path.resolve("scenario.yaml");
        write("chart/Chart.yaml", "{apiVersion: v2, name: web, version: 1.0.0}");
        write("values.yaml", "replicas: 2");
        write("job.yaml", "kind: Job");
    }

    void write(String name, String text) {
        try {
            Path target = path.resolve(name);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Scenario read(String text) {
        write("scenario.yaml", text);
        return ScenarioReader.read(file, TODAY);
    }

    /** The scenario of lines 1 to 4, and what follows from line 5 on. */
    Scenario readAfterHead(String text) {
        return read(HEAD + text);
    }

    /** What is said of a bad file, with paths seen from the folder. */
    List<String> faults(String text) {
        write("scenario.yaml", text);
        return faultsOf(file);
    }

    List<String> faultsAfterHead(String text) {
        return faults(HEAD + text);
    }

    List<String> faultsOf(Path other) {
        InvalidScenarioException refused =
                catchThrowableOfType(InvalidScenarioException.class, () -> ScenarioReader.read(other, TODAY));
        return refused == null
                ? List.of()
                : Objects.requireNonNull(refused.getMessage())
                        .replace(path + "/", "")
                        .lines()
                        .toList();
    }
}
