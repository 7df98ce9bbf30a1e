package dev.touchstone.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import dev.touchstone.cluster.KubernetesVersion;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Renders and lints a chart. Needs no cluster. */
public final class Renderer implements AutoCloseable {

    private final Chart chart;
    private final HookedCopy copy;
    private final String version;

    private Renderer(Chart chart, HookedCopy copy, String version) {
        this.chart = chart;
        this.copy = copy;
        this.version = version;
    }

    /**
     * Render a chart.
     *
     * @param version that charts are told by {@code .Capabilities.KubeVersion}
     */
    public static Renderer of(Chart chart, KubernetesVersion version) {
        HelmLibrary.load();
        return new Renderer(chart, HookedCopy.of(chart), "v" + version.minor() + ".0");
    }

    /**
     * Render the chart, hooks and tests included.
     *
     * @throws ChartException when Helm cannot, or the chart's schema refuses the values
     */
    // Helm's library reports everything as IllegalStateException.
    @SuppressWarnings("IllegalCatch")
    public Rendered render(String release, String namespace, Overlay values) {
        TemplateCommand template = new Helm(copy.chart())
                .template()
                .withName(release)
                .withNamespace(namespace)
                .withKubeVersion(version);
        values.files().forEach(template::withValuesFile);
        values.set().forEach(template::set);
        String manifest;
        try {
            manifest = template.call();
        } catch (RuntimeException e) {
            throw new ChartException(
                    "chart %s with %s does not render. Helm says: %s"
                            .formatted(chart.folder(), values, said(e.getMessage())),
                    e);
        }
        if (manifest == null || manifest.isBlank()) {
            throw new ChartException(
                    "chart %s with %s renders no object: nothing would be proven".formatted(chart.folder(), values),
                    null);
        }
        try {
            return Rendered.of(manifest);
        } catch (IllegalArgumentException e) {
            throw new ChartException(
                    "chart %s with %s does not render: %s".formatted(chart.folder(), values, e.getMessage()), e);
        }
    }

    /**
     * Lint the chart as {@code helm lint --strict} does.
     *
     * @throws ChartException when it has faults
     */
    @SuppressWarnings("IllegalCatch")
    public void lint() {
        try {
            LintResult result = new Helm(chart.folder()).lint().strict().call();
            if (result.isFailed()) {
                throw new ChartException(
                        "chart %s: helm lint --strict says: %s".formatted(chart.folder(), faults(result)), null);
            }
        } catch (ChartException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ChartException(
                    "chart %s: helm lint --strict says: %s".formatted(chart.folder(), said(e.getMessage())), e);
        }
    }

    private static String faults(LintResult result) {
        return result.getMessages().stream()
                .filter(message -> !message.startsWith("[INFO]"))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private String said(@Nullable String message) {
        return String.valueOf(message)
                .replace(copy.chart().toString(), chart.folder().toString())
                .replace("Use --debug flag to render out invalid YAML", "")
                .strip();
    }

    @Override
    public void close() {
        copy.close();
    }
}
