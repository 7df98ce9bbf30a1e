package dev.touchstone.evidence;

import dev.touchstone.cluster.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** Every file of an evidence folder by its SHA-256: {@code MANIFEST.json}. The statements about it are not in it; they name it. */
public final class Manifest {

    /** The file's name. */
    public static final String NAME = "MANIFEST.json";

    private static final Set<String> NOT_LISTED = Set.of(NAME, Statements.NAME);

    private Manifest() {}

    /** The digests of what lies in a folder now, by path. */
    static Map<String, String> of(Path folder) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (!NOT_LISTED.contains(path)) {
                    digests.put(path, Digest.sha256(Files.readAllBytes(file)));
                }
            }
        }
        return digests;
    }

    /**
     * What a folder's manifest says.
     *
     * @throws IOException when there is none, or it cannot be read
     */
    static Map<String, String> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no %s in %s: either this is no evidence folder, or its run has not ended"
                    .formatted(NAME, folder));
        }
        try {
            return new TreeMap<>(EvidenceFolder.JSON.readValue(
                    Files.readAllBytes(file), new TypeReference<Map<String, String>>() {}));
        } catch (JacksonException e) {
            throw new IOException("%s is no manifest: %s".formatted(file, e.getOriginalMessage()), e);
        }
    }

    /**
     * What lies in a folder and is not as its manifest says: changed, missing or added, each by its path.
     *
     * @throws IOException when a file cannot be read
     */
    public static List<String> faults(Path folder) throws IOException {
        Map<String, String> said = read(folder);
        Map<String, String> there = of(folder);
        Set<String> paths = new TreeSet<>(said.keySet());
        paths.addAll(there.keySet());
        List<String> faults = new ArrayList<>();
        for (String path : paths) {
            String expected = said.get(path);
            String found = there.get(path);
            if (found == null) {
                faults.add("%s is missing".formatted(path));
            } else if (expected == null) {
                faults.add("%s is not in %s".formatted(path, NAME));
            } else if (!expected.equals(found)) {
                faults.add("%s was changed: its SHA-256 is %s, expected %s".formatted(path, found, expected));
            }
        }
        return faults;
    }

    /**
     * How many files a folder's manifest names.
     *
     * @throws IOException when it cannot be read
     */
    public static int size(Path folder) throws IOException {
        return read(folder).size();
    }
}
