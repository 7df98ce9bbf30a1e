package dev.touchstone.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.cluster.Digest;
import dev.touchstone.judge.Verdict.FactRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EvidenceFolderTest {

    private static final RunInfo RUN = Runs.unfinished("spark", "spark-standalone");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void chooseFolder() {
        folder = temporary.resolve("spark").resolve("1.35");
    }

    @Test
    void says_that_a_run_is_unfinished_until_it_has_ended() {
        EvidenceFolder evidence = EvidenceFolder.begin(folder);

        evidence.run(RUN);
        assertThat(json("run.json").path("state").asString()).isEqualTo("unfinished");
        assertThat(json("run.json").path("ended").isNull()).isTrue();

        evidence.run(RUN.ended("accepted", Runs.NOON));
        assertThat(json("run.json").path("state").asString()).isEqualTo("accepted");
        assertThat(json("run.json").path("ended").asString()).isEqualTo("2026-11-23T12:00:00Z");
    }

    @Test
    void tells_where_the_package_of_a_chart_comes_from_and_is_read_without_it() throws IOException {
        EvidenceFolder.begin(folder).run(RUN);

        JsonNode written = json("run.json");
        assertThat(written.at("/chart/origin/from").asString()).isEqualTo(Runs.PLACE);
        assertThat(new EvidenceReader(folder).run()).isEqualTo(RUN);
        ((ObjectNode) written.path("chart")).remove("origin");
        Files.writeString(folder.resolve("run.json"), written.toString());
        assertThat(new EvidenceReader(folder).run().chart().origin()).isEmpty();
    }

    @Test
    void leaves_what_was_seen_by_a_run_that_was_killed() throws IOException {
        EvidenceFolder evidence = EvidenceFolder.begin(folder);
        evidence.run(RUN);
        evidence.transcript("containers/web.web", "uid=1000");

        assertThat(files()).containsExactly("facts/containers/web.web.txt", "run.json");
    }

    @Test
    void names_each_file_with_the_digest_of_its_bytes() throws IOException {
        FactRef reference = EvidenceFolder.begin(folder).transcript("containers/web.web", "Größe: 1\n");

        assertThat(reference.path()).isEqualTo("facts/containers/web.web.txt");
        assertThat(reference.sha256()).isEqualTo(Digest.sha256(Files.readAllBytes(folder.resolve(reference.path()))));
        assertThat(folder.resolve(reference.path())).hasContent("Größe: 1\n");
    }

    @Test
    void binds_every_file_but_the_manifest_by_its_digest() throws IOException {
        EvidenceFolder evidence = EvidenceFolder.begin(folder);
        evidence.run(RUN);
        evidence.verdicts(List.of());
        evidence.fact("pods", List.of());
        evidence.transcript("function/01-step", "log");
        evidence.text("index.html", "<html>");
        evidence.seal(RUN, List.of(), Optional.empty());

        JsonNode manifest = json("MANIFEST.json");
        assertThat(manifest.propertyNames())
                .containsExactly(
                        "facts/function/01-step.txt", "facts/pods.json", "index.html", "run.json", "verdicts.json");
        for (String path : manifest.propertyNames()) {
            assertThat(manifest.path(path).asString())
                    .as(path)
                    .isEqualTo(Digest.sha256(Files.readAllBytes(folder.resolve(path))));
        }
    }

    @Test
    void may_be_sealed_again_after_a_change() throws IOException {
        EvidenceFolder evidence = EvidenceFolder.begin(folder);
        evidence.text("index.html", "first");
        evidence.seal(RUN, List.of(), Optional.empty());
        evidence.text("index.html", "second");
        evidence.seal(RUN, List.of(), Optional.empty());

        assertThat(json("MANIFEST.json").propertyNames()).containsExactly("index.html");
        assertThat(json("MANIFEST.json").path("index.html").asString()).isEqualTo(Digest.sha256("second"));
    }

    @Test
    void removes_what_an_earlier_run_has_left() throws IOException {
        EvidenceFolder earlier = EvidenceFolder.begin(folder);
        earlier.transcript("containers/old.web", "old");
        earlier.seal(RUN, List.of(), Optional.empty());
        Files.writeString(folder.resolve("touchstone4711.part"), "of a run that was killed");
        Path other = Files.createDirectories(temporary.resolve("spark/1.34")).resolve("run.json");
        Files.writeString(other, "{}");

        EvidenceFolder.begin(folder);

        assertThat(files()).isEmpty();
        assertThat(other).exists();
    }

    /** Whoever empties a folder must not follow a link out of it. */
    @Test
    void removes_a_link_and_not_what_it_points_to() throws IOException {
        Path precious = Files.createDirectories(temporary.resolve("precious")).resolve("file");
        Files.writeString(precious, "x");
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("link"), precious.getParent());

        EvidenceFolder.begin(folder);

        assertThat(files()).isEmpty();
        assertThat(precious).exists();
    }

    @Test
    void says_why_it_cannot_be_written_and_what_to_do(@TempDir Path temp) throws IOException {
        Path inTheWay = Files.writeString(temp.resolve("in-the-way"), "a file");

        assertThatThrownBy(() -> EvidenceFolder.begin(inTheWay.resolve("1.35")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll("in-the-way", "make room", "-Dtouchstone.evidence=FOLDER");
    }

    @Test
    void leaves_no_part_of_a_file() throws IOException {
        EvidenceFolder evidence = EvidenceFolder.begin(folder);
        for (int i = 0; i < 5; i++) {
            evidence.run(RUN);
            evidence.fact("pods", List.of(i));
        }
        evidence.seal(RUN, List.of(), Optional.empty());

        assertThat(files()).noneMatch(file -> file.endsWith(".part"));
        assertThat(files()).containsExactly("MANIFEST.json", "evidence.intoto.jsonl", "facts/pods.json", "run.json");
    }

    @Test
    void writes_a_run_that_can_be_read_again() throws IOException {
        EvidenceFolder.begin(folder).run(RUN);

        assertThat(EvidenceFolder.JSON.readValue(Files.readAllBytes(folder.resolve("run.json")), RunInfo.class))
                .isEqualTo(RUN);
    }

    private JsonNode json(String path) {
        return JsonMapper.shared().readTree(folder.resolve(path));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
