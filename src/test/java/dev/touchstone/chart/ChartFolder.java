package dev.touchstone.chart;

import dev.touchstone.cluster.KubernetesVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A small chart that a test writes. */
final class ChartFolder {

    final Path path;

    ChartFolder(Path path) {
        this.path = path;
        write("Chart.yaml", "{apiVersion: v2, name: web, version: 1.0.0}");
        write("values.yaml", "replicas: 1");
    }

    ChartFolder write(String name, String text) {
        try {
            Path file = path.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Rendered render(Path... values) {
        try (Renderer renderer = Renderer.of(Chart.at(path), KubernetesVersion.newest())) {
            return renderer.render("web", "web-test", Overlay.of(List.of(values)));
        }
    }
}
