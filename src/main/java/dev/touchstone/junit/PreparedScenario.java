package dev.touchstone.junit;

import dev.touchstone.chart.Chart;
import dev.touchstone.chart.Overlay;
import dev.touchstone.chart.Rendered;
import dev.touchstone.chart.Renderer;
import dev.touchstone.image.ImageReference;
import dev.touchstone.image.RenderedImages;
import dev.touchstone.scenario.Action;
import dev.touchstone.scenario.InvalidScenarioException;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A scenario with its chart linted and rendered: all that can be found wrong without a cluster has been looked for.
 *
 * @param scenario as the file says
 * @param chart that it is about
 * @param overlay its values
 * @param rendered what they come to
 * @param images of the render and of the functional steps
 */
record PreparedScenario(
        Scenario scenario, Chart chart, Overlay overlay, Rendered rendered, Set<ImageReference> images) {

    static PreparedScenario of(Scenario scenario) {
        Chart chart = Chart.at(scenario.chart());
        Overlay overlay = Overlay.of(scenario.values());
        try (Renderer renderer = Renderer.of(chart)) {
            Rendered rendered = renderer.render(scenario.release(), scenario.namespace(), overlay);
            renderer.lint();
            Set<ImageReference> images = new LinkedHashSet<>(RenderedImages.of(rendered.manifest()));
            for (Step step : scenario.function()) {
                if (step.action() instanceof Action.RunJob job) {
                    images.addAll(RenderedImages.of(read(job.file())));
                }
            }
            return new PreparedScenario(scenario, chart, overlay, rendered, images);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidScenarioException(List.of("%s cannot be read: %s".formatted(file, e)));
        }
    }
}
