package dev.touchstone.junit;

import dev.touchstone.chart.Chart;
import dev.touchstone.chart.ChartException;
import dev.touchstone.chart.Overlay;
import dev.touchstone.chart.Rendered;
import dev.touchstone.chart.RenderedObject;
import dev.touchstone.chart.Renderer;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.image.ImageReference;
import dev.touchstone.image.RenderedImages;
import dev.touchstone.judge.CheckId;
import dev.touchstone.scenario.Action;
import dev.touchstone.scenario.Disruption;
import dev.touchstone.scenario.Identity;
import dev.touchstone.scenario.InvalidScenarioException;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A scenario with its chart linted and rendered: all that can be found wrong without a cluster has been looked for.
 *
 * @param scenario as the file says
 * @param version of Kubernetes that it was rendered for
 * @param chart that it is about
 * @param overlay its values
 * @param rendered what they come to
 * @param images of the render and of the functional steps, those of {@code baseline} and {@code identities} included
 * @param baseline the same with hardening off; empty where functions are not compared
 * @param identities the same under other users
 * @param upgrade the same where the baseline is installed, with the steps that read its data; empty where there is nothing to upgrade
 * @param previous the release before this one; empty where it is not disturbed
 */
record PreparedScenario(
        Scenario scenario,
        KubernetesVersion version,
        Chart chart,
        Overlay overlay,
        Rendered rendered,
        Set<ImageReference> images,
        Optional<PreparedScenario> baseline,
        List<PreparedIdentity> identities,
        Optional<PreparedScenario> upgrade,
        Optional<PreparedScenario> previous) {

    /** One of the scenario's identities, rendered. */
    record PreparedIdentity(Identity identity, PreparedScenario prepared) {}

    static PreparedScenario of(Scenario scenario, KubernetesVersion version) {
        Chart chart = NamedChart.of(scenario.chart());
        Overlay overlay = Overlay.of(scenario.values());
        try (Renderer renderer = Renderer.of(chart, version)) {
            Rendered rendered = renderer.render(scenario.release(), scenario.namespace(), overlay);
            renderer.lint();
            requireSomethingToProve(scenario, chart, rendered);
            Set<ImageReference> images = new LinkedHashSet<>(imagesOf(chart, rendered));
            for (Step step : scenario.function()) {
                if (step.action() instanceof Action.RunJob job) {
                    images.addAll(
                            imagesOf("%s, step '%s', key job".formatted(scenario.file(), step.name()), job.file()));
                }
            }
            Optional<PreparedScenario> baseline = scenario.baseline().isEmpty()
                    ? Optional.empty()
                    : Optional.of(of(scenario.beside(scenario.baseline(), "baseline"), version));
            List<PreparedIdentity> identities = new ArrayList<>();
            for (Identity identity : scenario.identities()) {
                String suffix = "as-" + (identities.size() + 1);
                identities.add(new PreparedIdentity(
                        identity, of(scenario.beside(identity.values(), suffix).choosing(identity.steps()), version)));
            }
            Optional<PreparedScenario> previous = scenario.disruption()
                    .map(disruption -> of(scenario.alone().withValues(disruption.previous()), version));
            scenario.disruption()
                    .ifPresent(disruption -> images.addAll(
                            imagesOf("%s, key disruption.load".formatted(scenario.file()), disruption.load())));
            previous.ifPresent(other -> images.addAll(other.images()));
            baseline.ifPresent(other -> images.addAll(other.images()));
            identities.forEach(each -> images.addAll(each.prepared().images()));
            scenario.upgrade()
                    .migration()
                    .ifPresent(file -> images.addAll(imagesOf("%s, key upgrade.job".formatted(scenario.file()), file)));
            return new PreparedScenario(
                    scenario,
                    version,
                    chart,
                    overlay,
                    rendered,
                    images,
                    baseline,
                    identities,
                    upgrade(scenario, version),
                    previous);
        }
    }

    /** The baseline's namespace, but none of its values. */
    private static Optional<PreparedScenario> upgrade(Scenario scenario, KubernetesVersion version) {
        List<String> readBack = scenario.upgrade().readBack();
        if (scenario.baseline().isEmpty() || readBack.isEmpty()) {
            return Optional.empty();
        }
        Scenario there = scenario.beside(List.of(), "baseline").choosing(readBack);
        return there.function().isEmpty() ? Optional.empty() : Optional.of(of(there, version));
    }

    /** The same, for a run that upgrades nothing. */
    PreparedScenario withoutUpgrade() {
        return new PreparedScenario(
                scenario, version, chart, overlay, rendered, images, baseline, identities, Optional.empty(), previous);
    }

    private static void requireSomethingToProve(Scenario scenario, Chart chart, Rendered rendered) {
        if (rendered.podTemplates().isEmpty()) {
            throw new ChartException(
                    "chart %s renders no pod: nothing would be proven".formatted(chart.folder()), null);
        }
        scenario.function().stream()
                .filter(step -> step.action() instanceof Action.HelmTest && !rendered.hasTests())
                .forEach(step -> {
                    throw new InvalidScenarioException(List.of(
                            "%s, step '%s': helm: test, but the chart %s renders no test hook: it would pass for nothing"
                                    .formatted(scenario.file(), step.name(), chart.folder())));
                });
    }

    private static Set<ImageReference> imagesOf(Chart chart, Rendered rendered) {
        try {
            return imagesOf(rendered);
        } catch (IllegalArgumentException e) {
            throw new ChartException("chart %s renders %s".formatted(chart.folder(), e.getMessage()), e);
        }
    }

    /** Of every pod in it. */
    static Set<ImageReference> imagesOf(Rendered rendered) {
        return RenderedImages.of(
                rendered.objects().stream().map(RenderedObject::json).toList());
    }

    private static Set<ImageReference> imagesOf(String where, Path file) {
        try {
            Rendered objects = Rendered.of(Files.readString(file, StandardCharsets.UTF_8));
            long jobs = objects.objects().stream()
                    .filter(object -> object.kind().equals("Job"))
                    .count();
            if (jobs != 1) {
                throw invalid(where, file, jobs + " objects of kind Job");
            }
            return imagesOf(objects);
        } catch (IOException e) {
            throw invalid(where, file, "what cannot be read (%s)".formatted(e));
        } catch (IllegalArgumentException e) {
            throw invalid(where, file, String.valueOf(e.getMessage()));
        }
    }

    private static InvalidScenarioException invalid(String where, Path file, String found) {
        return new InvalidScenarioException(
                List.of("%s: found in %s: %s, allowed: objects in YAML, exactly one of kind Job"
                        .formatted(where, file, found)));
    }

    /** How many nodes a cluster must have for these checks. */
    int nodes(Set<CheckId> checks) {
        return checks.contains(CheckId.DISRUPTION)
                ? scenario.disruption().map(Disruption::nodes).orElse(1)
                : 1;
    }
}
