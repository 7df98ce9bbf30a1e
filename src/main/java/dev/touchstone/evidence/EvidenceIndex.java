package dev.touchstone.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
                RunInfo run = EvidenceFolder.JSON.readValue(Files.readAllBytes(file), RunInfo.class);
                Path page = root.relativize(file.resolveSibling("index.html"));
                entries.add(new IndexEntry(page.toString().replace('\\', '/'), run));
            }
            Files.writeString(root.resolve("index.html"), Page.of(entries));
        } catch (IOException e) {
            throw new UncheckedIOException("the start page in %s cannot be written".formatted(root), e);
        }
    }
}
