package dev.touchstone.evidence;

import dev.touchstone.cluster.Digest;
import dev.touchstone.judge.Verdict;
import dev.touchstone.judge.Verdict.FactRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of one run. It is written as the run goes: whoever kills the run finds what it had seen, and a {@code run.json}
 * that says {@code unfinished}. Each file appears whole or not at all.
 */
public final class EvidenceFolder {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** How the run before this one came out. */
    static final String BEFORE = "before.json";

    private final Path folder;

    private EvidenceFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Begin a folder; what an earlier run of the same scenario and version has left there is removed, but for how it came out. A
     * run that did not end is no run: the one before it is remembered.
     */
    public static EvidenceFolder begin(Path folder) {
        try {
            Optional<Outcomes> before = before(new EvidenceReader(folder));
            if (Files.exists(folder)) {
                try (Stream<Path> old = Files.walk(folder)) {
                    for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectories(folder);
            EvidenceFolder begun = new EvidenceFolder(folder);
            before.ifPresent(outcomes -> begun.json(BEFORE, outcomes));
            return begun;
        } catch (IOException e) {
            throw unwritten(folder, e);
        }
    }

    // What cannot be read, because it is damaged or from another version of Touchstone, cannot be compared with.
    private static Optional<Outcomes> before(EvidenceReader reader) {
        try {
            RunInfo run = reader.run();
            return run.ended().isPresent() ? Optional.of(Outcomes.of(run, reader.verdicts())) : reader.before();
        } catch (IOException nothing) {
            return Optional.empty();
        }
    }

    /** What has been written to a file. */
    public String read(String path) {
        try {
            return Files.readString(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException("evidence in %s cannot be read again".formatted(folder), e);
        }
    }

    /** What came out otherwise than in the run that lay here before; empty when there was none. */
    public Optional<List<Outcomes.Change>> changes(RunInfo run, List<Verdict> verdicts) {
        try {
            return new EvidenceReader(folder).before().map(Outcomes.of(run, verdicts)::since);
        } catch (IOException e) {
            throw new UncheckedIOException("evidence in %s cannot be read again".formatted(folder), e);
        }
    }

    public Path path() {
        return folder;
    }

    /** Write what the run is about, and its state. */
    public void run(RunInfo run) {
        json("run.json", run);
    }

    /** Write what has to be judged. */
    public void declared(DeclaredVerdicts declared) {
        json("declared.json", declared);
    }

    /** Write all verdicts so far. */
    public void verdicts(List<Verdict> verdicts) {
        json("verdicts.json", verdicts);
    }

    /** Write an observation; its records are read again by whoever judges it anew. */
    public FactRef fact(String name, Object facts) {
        return json("facts/" + name + ".json", facts);
    }

    /** Write the text that an observation was read from. */
    public FactRef transcript(String name, String text) {
        return text("facts/" + name + ".txt", text);
    }

    /** Write a text. */
    public FactRef text(String path, String text) {
        return write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private FactRef json(String path, Object value) {
        return write(path, JSON.writeValueAsBytes(value));
    }

    /**
     * Bind every file by its digest, and state what came out: the last things that are written.
     *
     * @param key that signs the statements, where there is one
     */
    public void seal(RunInfo run, List<Verdict> verdicts, Optional<PrivateKey> key) {
        try {
            json(Manifest.NAME, Manifest.of(folder));
            Statements.write(folder, run, verdicts, key);
        } catch (IOException e) {
            throw new UncheckedIOException("evidence in %s cannot be sealed".formatted(folder), e);
        }
    }

    private FactRef write(String path, byte[] bytes) {
        Path file = folder.resolve(path);
        try {
            Files.createDirectories(file.getParent());
            // No temporary file in the usual sense: only its owner could read one, and evidence is for others.
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritten(file, e);
        }
        return new FactRef(path, Digest.sha256(bytes));
    }

    private static UncheckedIOException unwritten(Path path, IOException e) {
        return new UncheckedIOException(
                "evidence cannot be written to %s: %s. Without it nothing is accepted: make room, or name another folder by -Dtouchstone.evidence=FOLDER"
                        .formatted(path, e.getMessage()),
                e);
    }
}
