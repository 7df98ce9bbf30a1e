package dev.touchstone.chart;

import dev.touchstone.cluster.Digest;
import dev.touchstone.cluster.UserCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A chart in a folder.
 *
 * @param folder holds {@code Chart.yaml}
 * @param name of {@code Chart.yaml}
 * @param version of {@code Chart.yaml}
 * @param digest of all its files: hexadecimal, changes when a byte of the chart does
 * @param origin of the package that it was unpacked from; empty where it is a folder
 */
public record Chart(Path folder, String name, String version, String digest, Optional<Origin> origin) {

    private static final ObjectMapper YAML = YAMLMapper.builder().build();

    /**
     * Where a package comes from.
     *
     * @param from a registry, a repository, or the name of a file
     * @param sha256 of the package
     */
    public record Origin(String from, String sha256) {}

    /**
     * Look at a chart: a folder, or a package of it, which is unpacked into the user's cache.
     *
     * @throws ChartException when there is none
     */
    public static Chart at(Path path) {
        try {
            return PackagedChart.is(path)
                    ? packed(
                            path, UserCache.folder("charts"), path.getFileName().toString())
                    : in(path, Optional.empty());
        } catch (IOException e) {
            throw new ChartException("chart %s cannot be unpacked: %s".formatted(path, e.getMessage()), e);
        }
    }

    /**
     * Look at a package.
     *
     * @param cache where it is unpacked
     */
    static Chart packed(Path tgz, Path cache, String from) throws IOException {
        Path folder = PackagedChart.unpacked(tgz, cache);
        return in(folder, Optional.of(new Origin(from, Digest.sha256(Files.readAllBytes(tgz)))));
    }

    private static Chart in(Path folder, Optional<Origin> origin) {
        Path file = folder.resolve("Chart.yaml");
        try {
            JsonNode chart = YAML.readTree(Files.readString(file));
            return new Chart(
                    folder,
                    chart.path("name").asString(folder.getFileName().toString()),
                    chart.path("version").asString(""),
                    digestOf(folder),
                    origin);
        } catch (IOException e) {
            throw new ChartException("chart %s: Chart.yaml cannot be read: %s".formatted(folder, e), e);
        } catch (JacksonException e) {
            throw new ChartException("chart %s: Chart.yaml is not YAML: %s".formatted(folder, e.getMessage()), e);
        }
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digestOf(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files(folder)) {
            all.append(folder.relativize(file).toString().replace('\\', '/'))
                    .append(' ')
                    .append(Digest.sha256(Files.readAllBytes(file)))
                    .append('\n');
        }
        return Digest.sha256(all.toString());
    }
}
