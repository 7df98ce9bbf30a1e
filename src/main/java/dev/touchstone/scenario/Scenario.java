package dev.touchstone.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is to be proven of one chart. All paths are resolved against the folder of the file.
 *
 * @param name unique among the scenarios of a run
 * @param file where it was read from, for messages
 * @param chart a folder with a {@code Chart.yaml}
 * @param release name of the Helm release
 * @param namespace where it is installed
 * @param values files laid over the chart's own values, the last one wins
 * @param baseline files laid over {@code values} that turn the hardening off
 * @param ready how long the pods may take to become Ready
 * @param function what the software must still be able to do
 * @param waivers findings that somebody has accepted, until a date
 */
public record Scenario(
        String name,
        Path file,
        Path chart,
        String release,
        String namespace,
        List<Path> values,
        List<Path> baseline,
        Duration ready,
        List<Step> function,
        List<Waiver> waivers) {

    public Scenario {
        values = List.copyOf(values);
        baseline = List.copyOf(baseline);
        function = List.copyOf(function);
        waivers = List.copyOf(waivers);
    }

    /** The same scenario of another chart, for example one that was weakened on purpose. */
    public Scenario withChart(Path other) {
        return new Scenario(name, file, other, release, namespace, values, baseline, ready, function, waivers);
    }

    /** The same scenario with other functional steps. */
    public Scenario withFunction(List<Step> steps) {
        return new Scenario(name, file, chart, release, namespace, values, baseline, ready, steps, waivers);
    }

    /** The same scenario in another namespace. */
    public Scenario inNamespace(String other) {
        return new Scenario(name, file, chart, release, other, values, baseline, ready, function, waivers);
    }
}
