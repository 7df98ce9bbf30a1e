package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.cluster.Digest;
import dev.touchstone.evidence.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A copy of an evidence folder, for somebody to tamper with. */
final class EvidenceCopy {

    private final Path folder;

    private EvidenceCopy(Path folder) {
        this.folder = folder;
    }

    static EvidenceCopy of(Path evidence, Path to) throws IOException {
        return new EvidenceCopy(WeakenedChart.of(evidence, to).folder());
    }

    Path folder() {
        return folder;
    }

    /** Replace a text of a file; there must be such a text. */
    EvidenceCopy change(String path, String text, String other) throws IOException {
        return change(path, before -> {
            assertThat(before).as(path).contains(text);
            return before.replace(text, other);
        });
    }

    EvidenceCopy change(String path, UnaryOperator<String> change) throws IOException {
        Path file = folder.resolve(path);
        String before = Files.readString(file);
        String after = change.apply(before);
        assertThat(after).as(path).isNotEqualTo(before);
        Files.writeString(file, after);
        return this;
    }

    EvidenceCopy remove(String path) throws IOException {
        Files.delete(folder.resolve(path));
        return this;
    }

    EvidenceCopy add(String path, String text) throws IOException {
        Files.writeString(folder.resolve(path), text);
        return this;
    }

    /** Make the manifest right again, as whoever tampers with care would. */
    EvidenceCopy sealAgain() throws IOException {
        Map<String, String> digests = new TreeMap<>();
        Map<?, ?> before = JsonMapper.shared().readValue(Files.readString(folder.resolve(Manifest.NAME)), Map.class);
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (before.containsKey(path)) {
                    digests.put(path, digest(file));
                }
            });
        }
        Files.writeString(folder.resolve(Manifest.NAME), JsonMapper.shared().writeValueAsString(digests));
        return this;
    }

    private static String digest(Path file) {
        try {
            return Digest.sha256(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
