package dev.touchstone.junit;

import dev.touchstone.chart.FrozenChart;
import dev.touchstone.chart.Overlay;
import dev.touchstone.chart.PodSecurity;
import dev.touchstone.chart.Rendered;
import dev.touchstone.chart.Renderer;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A release of a changed render, beside the one that is accepted. In a namespace that enforces nothing what Pod Security would
 * refuse runs.
 *
 * @param original the render as it was before the change
 * @param installation the release of what came of it
 */
record Twin(Rendered original, Installation installation) implements AutoCloseable {

    /**
     * Install it. One that does not become Ready can be looked at all the same.
     *
     * @param suffix of its namespace
     * @param level of Pod Security that its namespace enforces
     * @param ready how long it may take
     */
    static Twin of(
            PreparedScenario prepared,
            Cluster cluster,
            String suffix,
            UnaryOperator<Rendered> change,
            PodSecurity level,
            Duration ready,
            Progress progress) {
        Scenario scenario = prepared.scenario().beside(List.of(), suffix).readyWithin(ready);
        Rendered original;
        try (Renderer renderer = Renderer.of(prepared.chart(), prepared.version())) {
            original = renderer.render(scenario.release(), scenario.namespace(), prepared.overlay());
        }
        Rendered changed = change.apply(original);
        try (FrozenChart frozen = FrozenChart.of(prepared.chart(), changed)) {
            PreparedScenario twin = new PreparedScenario(
                    scenario,
                    prepared.version(),
                    frozen.chart(),
                    Overlay.of(List.of()),
                    changed,
                    prepared.images(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty());
            return new Twin(original, Installation.of(twin, cluster, level, progress));
        }
    }

    @Override
    public void close() {
        installation.close();
    }
}
