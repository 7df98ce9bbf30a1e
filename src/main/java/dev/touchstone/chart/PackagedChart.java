package dev.touchstone.chart;

import dev.touchstone.cluster.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A chart as {@code helm package} and {@code helm pull} leave it: a {@code .tgz} with one folder in it. */
final class PackagedChart {

    /** Takes a file of a package. */
    interface Sink {
        void put(InputStream content, Path target) throws IOException;
    }

    private PackagedChart() {}

    /** Whether a path looks like one. */
    static boolean is(Path path) {
        return path.toString().endsWith(".tgz");
    }

    /**
     * Unpack it into a folder that is kept for all runs, named by what is in the package.
     *
     * @param cache where such folders lie
     * @return the chart's folder
     */
    static Path unpacked(Path tgz, Path cache) throws IOException {
        Path folder = cache.resolve(Digest.sha256(Files.readAllBytes(tgz)));
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(cache);
            try (TemporaryFolder half = TemporaryFolder.in(cache)) {
                Path whole = half.path().resolve("whole");
                unpack(tgz, whole, (content, target) -> {
                    Files.createDirectories(Objects.requireNonNull(target.getParent()));
                    Files.copy(content, target);
                });
                // Nobody ever sees a half: where another run was faster, its folder is the same.
                if (!Files.isDirectory(folder)) {
                    Files.move(whole, folder);
                }
            }
        }
        return only(tgz, folder);
    }

    /** Every file of it; links are left out, and what would lie outside of the folder is an error. */
    static void unpack(Path tgz, Path folder, Sink sink) throws IOException {
        // Helm leaves a greeting in gzip's header, which the JDK skips, and the library of the tar takes for damage.
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(tgz)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("%s holds %s, which lies outside of it".formatted(tgz, entry.getName()));
                }
                if (entry.isFile()) {
                    sink.put(tar, target);
                }
            }
        }
    }

    private static Path only(Path tgz, Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> charts = inside.filter(each -> Files.isRegularFile(each.resolve("Chart.yaml")))
                    .toList();
            if (charts.size() != 1) {
                throw new IOException("%s holds %d folders with a Chart.yaml, expected one, as helm package makes it"
                        .formatted(tgz, charts.size()));
            }
            return charts.get(0);
        }
    }
}
