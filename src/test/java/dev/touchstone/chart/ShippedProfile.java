package dev.touchstone.chart;

import dev.touchstone.cluster.KubernetesVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The charts of this project, as they are installed. */
public enum ShippedProfile {
    PRODUCTION("maestro-ml", ""),
    MINIKUBE("maestro-ml", "values-minikube.yaml"),
    SPARK("spark-standalone", ""),
    PLATFORM("spark-standalone", "values-platform.yaml");

    private final String chart;
    private final String values;

    ShippedProfile(String chart, String values) {
        this.chart = chart;
        this.values = values;
    }

    /** As release {@code web} in namespace {@code web-test}. */
    public Rendered render(Map<String, Object> set) {
        Path folder = Path.of("charts", chart);
        List<Path> files = values.isEmpty() ? List.of() : List.of(folder.resolve(values));
        try (Renderer renderer = Renderer.of(Chart.at(folder), KubernetesVersion.newest())) {
            return renderer.render("web", "web-test", new Overlay(files, set));
        }
    }
}
