package dev.touchstone.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * A chart that renders to given objects, whatever the values: a render that was changed can so be installed like any other.
 * Helm itself has post-renderers for this, which its library does not know.
 */
public final class FrozenChart implements AutoCloseable {

    private final TemporaryFolder folder;
    private final Chart chart;

    private FrozenChart(TemporaryFolder folder, Chart chart) {
        this.folder = folder;
        this.chart = chart;
    }

    /**
     * Make one.
     *
     * @param like whose name and version it has
     * @param rendered its objects; hooks are hooks again
     */
    public static FrozenChart of(Chart like, Rendered rendered) {
        try {
            TemporaryFolder folder = TemporaryFolder.make();
            Files.writeString(
                    folder.path().resolve("Chart.yaml"),
                    "{apiVersion: v2, name: '%s', version: '%s'}\n".formatted(like.name(), like.version()));
            Path templates = Files.createDirectory(folder.path().resolve("templates"));
            // A file that is included is no template: braces in it are text.
            Files.writeString(templates.resolve("frozen.yaml"), "{{ .Files.Get \"frozen.yaml\" }}\n");
            Files.writeString(
                    folder.path().resolve("frozen.yaml"),
                    rendered.objects().stream()
                            .map(object -> object.json().toString().replace(Rendered.HOOK, "helm.sh/hook"))
                            .collect(Collectors.joining("\n---\n")));
            return new FrozenChart(folder, Chart.at(folder.path()));
        } catch (IOException e) {
            throw new UncheckedIOException("chart %s cannot be frozen".formatted(like.folder()), e);
        }
    }

    /** The chart, as long as this is open. */
    public Chart chart() {
        return chart;
    }

    @Override
    public void close() {
        folder.close();
    }
}
