package dev.touchstone.chart;

import dev.touchstone.cluster.Digest;
import dev.touchstone.cluster.UserCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Pulls charts that lie elsewhere, once: the package stays in the user's cache, and the next run needs no network. */
public final class PulledChart {

    private PulledChart() {}

    /**
     * Pull a chart, unless it is there.
     *
     * @param version exact
     * @param sha256 that the package must have; empty: any
     * @throws ChartException when it cannot be had, or is another
     */
    public static Chart of(RemoteChart remote, String version, Optional<String> sha256) {
        return of(remote, version, sha256, UserCache.folder("charts"));
    }

    /** The newest version that is no pre-release. */
    public static String newest(RemoteChart remote) {
        try {
            ChartVersions versions = remote.versions();
            return versions.newestStable()
                    .orElseThrow(() -> new ChartException(
                            "chart %s has no stable version; there are: %s".formatted(remote.words(), versions), null));
        } catch (IOException e) {
            throw new ChartException("chart %s: %s".formatted(remote.words(), e.getMessage()), e);
        }
    }

    static Chart of(RemoteChart remote, String version, Optional<String> sha256, Path cache) {
        String words = "%s, version %s".formatted(remote.words(), version);
        if (!ChartVersions.isExact(version)) {
            throw new ChartException(
                    "chart %s: expected an exact version, such as 1.2.3: no range, and not the latest".formatted(words),
                    null);
        }
        try {
            Path kept = cache.resolve(Digest.sha256(words) + ".tgz");
            if (!Files.isRegularFile(kept) || !is(kept, sha256)) {
                Files.createDirectories(cache);
                try (TemporaryFolder half = TemporaryFolder.in(cache)) {
                    Path fetched = half.path().resolve("package.tgz");
                    Files.write(fetched, remote.fetch(version));
                    if (!is(fetched, sha256)) {
                        throw new IOException(
                                "found a package with sha256 %s, expected %s. Somebody has published another one under this version: look at what has changed, and name the new digest, or take another version"
                                        .formatted(Digest.sha256(Files.readAllBytes(fetched)), sha256.orElse("any")));
                    }
                    requirePackage(fetched, cache);
                    Files.move(fetched, kept, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return Chart.packed(kept, cache, remote.at().toString());
        } catch (IOException e) {
            throw new ChartException("chart %s: %s".formatted(words, e.getMessage()), e);
        }
    }

    /** What is none is not kept: a server that is asked again may be in order. */
    private static void requirePackage(Path tgz, Path cache) throws IOException {
        try {
            PackagedChart.unpacked(tgz, cache);
        } catch (IOException e) {
            throw new IOException("what was fetched is no packaged chart: " + e.getMessage(), e);
        }
    }

    private static boolean is(Path tgz, Optional<String> sha256) throws IOException {
        return sha256.isEmpty() || sha256.get().equals(Digest.sha256(Files.readAllBytes(tgz)));
    }
}
