package dev.touchstone.junit;

import dev.touchstone.chart.Chart;
import dev.touchstone.chart.ChartRegistry;
import dev.touchstone.chart.ChartRepository;
import dev.touchstone.chart.PulledChart;
import dev.touchstone.chart.RemoteChart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The chart that a command line names, and how a scenario names it. */
final class ChartArguments {

    private static final String REGISTRY = "oci://";

    @Parameters(
            paramLabel = "CHART",
            description =
                    "A chart's folder, its package (.tgz), oci://HOST/PATH/NAME in a registry, or NAME in the repository of --repo.")
    @SuppressWarnings("NullAway.Init")
    private String chart;

    @Option(
            names = "--repo",
            paramLabel = "URL",
            description = "The chart repository that has the chart: the folder of its index.yaml.")
    private Optional<URI> repository = Optional.empty();

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "Exact version of a chart that is pulled; the newest that is no pre-release unless told.")
    private Optional<String> version = Optional.empty();

    /** Look at it, or pull it. */
    Chart found() {
        Optional<RemoteChart> remote = remote();
        if (remote.isPresent()) {
            String exact = version.orElseGet(() -> PulledChart.newest(remote.get()));
            version = Optional.of(exact);
            return PulledChart.of(remote.get(), exact, Optional.empty());
        }
        Path path = Path.of(chart);
        if (version.isPresent()) {
            throw new IllegalArgumentException(
                    "--version: found %s beside %s, allowed: only beside oci://HOST/PATH/NAME, or --repo URL NAME"
                            .formatted(version.get(), chart));
        }
        if (!Files.isRegularFile(path.resolve("Chart.yaml")) && !Files.isRegularFile(path)) {
            throw new IllegalArgumentException(
                    "found %s, in which there is no Chart.yaml; expected a chart's folder, its package (.tgz), oci://HOST/PATH/NAME, or --repo URL NAME"
                            .formatted(chart));
        }
        return Chart.at(path);
    }

    private Optional<RemoteChart> remote() {
        return repository
                .<RemoteChart>map(url -> new ChartRepository(url, chart))
                .or(() -> chart.startsWith(REGISTRY)
                        ? Optional.of(new ChartRegistry(URI.create(chart)))
                        : Optional.empty());
    }

    /**
     * What a scenario says at its key {@code chart}. A package is copied beside the file: whoever has the scenario has the chart, byte
     * for byte.
     *
     * @param found the chart
     * @param folder of the scenario's file
     */
    String key(Chart found, Path folder) throws IOException {
        Optional<RemoteChart> remote = remote();
        if (remote.isPresent()) {
            String place = repository.isPresent()
                    ? "repository: %s\n  name: %s".formatted(remote.get().at(), chart)
                    : "oci: %s".formatted(remote.get().at());
            return "\n  %s\n  version: %s\n  sha256: %s"
                    .formatted(
                            place,
                            version.orElseThrow(),
                            found.origin().map(Chart.Origin::sha256).orElseThrow());
        }
        Path kept = Path.of(chart);
        if (Files.isRegularFile(kept)) {
            kept = Files.copy(kept, folder.resolve(kept.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
        }
        return " " + from(folder, kept);
    }

    /** A path as it is seen from a folder. */
    static String from(Path folder, Path path) {
        return folder.toAbsolutePath()
                .normalize()
                .relativize(path.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
    }
}
