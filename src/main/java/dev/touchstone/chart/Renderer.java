package dev.touchstone.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import tools.jackson.core.JacksonException;

/** Renders and lints a chart. Needs no cluster. */
public final class Renderer implements AutoCloseable {

    private final Chart chart;
    private final HookedCopy copy;

    private Renderer(Chart chart, HookedCopy copy) {
        this.chart = chart;
        this.copy = copy;
    }

    public static Renderer of(Chart chart) {
        return new Renderer(chart, HookedCopy.of(chart));
    }

    /**
     * Render the chart, hooks and tests included.
     *
     * @throws ChartException when Helm cannot, or the chart's schema refuses the values
     */
    // Helm's library reports everything as IllegalStateException.
    @SuppressWarnings("IllegalCatch")
    public Rendered render(String release, String namespace, Overlay values) {
        TemplateCommand template =
                new Helm(copy.chart()).template().withName(release).withNamespace(namespace);
        values.files().forEach(template::withValuesFile);
        values.set().forEach(template::set);
        try {
            return Rendered.of(template.call());
        } catch (JacksonException e) {
            throw new ChartException(
                    "chart %s with %s renders what is not YAML: %s".formatted(chart.folder(), values, e.getMessage()),
                    e);
        } catch (RuntimeException e) {
            throw new ChartException(
                    "chart %s with %s does not render. Helm says: %s"
                            .formatted(chart.folder(), values, said(e.getMessage())),
                    e);
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
                        "chart %s: helm lint says: %s".formatted(chart.folder(), result.getMessages()), null);
            }
        } catch (ChartException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ChartException("chart %s: helm lint says: %s".formatted(chart.folder(), said(e.getMessage())), e);
        }
    }

    private String said(@org.jspecify.annotations.Nullable String message) {
        return String.valueOf(message)
                .replace(copy.chart().toString(), chart.folder().toString())
                .strip();
    }

    @Override
    public void close() {
        copy.close();
    }
}
