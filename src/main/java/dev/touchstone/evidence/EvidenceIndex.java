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

/** Writes the start page over every run below a folder: {@code SCENARIO/VERSION/run.json}. */
public final class EvidenceIndex {

    private static final int DEPTH = 3;

    private EvidenceIndex() {}

    /** Write it anew; one writes at a time, where several runs go on at once. */
    public static synchronized void write(Path root) {
        List<IndexEntry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root, DEPTH)) {
            for (Path file :
                    files.filter(path -> path.endsWith("run.json")).sorted().toList()) {
                Path page = root.relativize(file.resolveSibling("index.html"));
                outcomes(file.resolveSibling(""))
                        .ifPresent(now -> entries.add(new IndexEntry(
                                page.toString().replace('\\', '/'), now, before(file.resolveSibling("")))));
            }
            Files.writeString(root.resolve("index.html"), Page.of(entries));
        } catch (IOException e) {
            throw new UncheckedIOException("the start page in %s cannot be written".formatted(root), e);
        }
    }

    // What another version of Touchstone has left must not keep this run's page from being written.
    private static Optional<Outcomes> outcomes(Path folder) {
        EvidenceReader reader = new EvidenceReader(folder);
        try {
            return Optional.of(Outcomes.of(reader.run(), reader.verdictsSoFar()));
        } catch (IOException e) {
            LoggerFactory.getLogger("touchstone").warn("{} is left out of the start page: {}", folder, e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Outcomes> before(Path folder) {
        try {
            return new EvidenceReader(folder).before();
        } catch (IOException e) {
            LoggerFactory.getLogger("touchstone")
                    .warn("{} is compared with no earlier run: {}", folder, e.getMessage());
            return Optional.empty();
        }
    }
}
