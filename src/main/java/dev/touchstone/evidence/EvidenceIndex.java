package dev.touchstone.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Writes the start page over every run below a folder: {@code SCENARIO/VERSION/run.json}. */
public final class EvidenceIndex {

    private static final int DEPTH = 3;

    private EvidenceIndex() {}

    /** Write it anew. */
    public static void write(Path root) {
        List<IndexEntry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root, DEPTH)) {
            for (Path file :
                    files.filter(path -> path.endsWith("run.json")).sorted().toList()) {
                Path page = root.relativize(file.resolveSibling("index.html"));
                read(file)
                        .ifPresent(run ->
                                entries.add(new IndexEntry(page.toString().replace('\\', '/'), run)));
            }
            Files.writeString(root.resolve("index.html"), Page.of(entries));
        } catch (IOException e) {
            throw new UncheckedIOException("the start page in %s cannot be written".formatted(root), e);
        }
    }

    // What another version of Touchstone has left must not keep this run's page from being written.
    private static Optional<RunInfo> read(Path file) throws IOException {
        try {
            return Optional.of(EvidenceFolder.JSON.readValue(Files.readAllBytes(file), RunInfo.class));
        } catch (JacksonException e) {
            LoggerFactory.getLogger("touchstone").warn("{} is left out of the start page: {}", file, e.getMessage());
            return Optional.empty();
        }
    }
}
