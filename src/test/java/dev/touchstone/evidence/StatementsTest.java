package dev.touchstone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class StatementsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void are_about_the_package_too_by_which_others_know_the_chart() throws IOException {
        Files.writeString(folder.resolve(Manifest.NAME), "{}");

        Statements.write(folder, Runs.unfinished("spark", "spark"), List.of(), Optional.empty());

        assertThat(Files.readAllLines(folder.resolve(Statements.NAME)))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(JsonMapper.shared()
                                .readTree(line)
                                .path("subject")
                                .valueStream())
                        .extracting(subject -> subject.path("name").asString())
                        .containsExactly(Manifest.NAME, "spark-1.0.0", Runs.PLACE));
    }
}
