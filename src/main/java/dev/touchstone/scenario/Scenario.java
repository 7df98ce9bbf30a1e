package dev.touchstone.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be proven of one chart. All paths are resolved against the folder of the file.
 *
 * @param name unique among the scenarios of a run
 * @param caseOf name of the scenario that this one is a case of; empty for one that stands for itself
 * @param file where it was read from, for messages
 * @param chart where its chart comes from
 * @param release name of the Helm release
 * @param namespace where it is installed
 * @param values files laid over the chart's own values, the last one wins
 * @param baseline files laid over {@code values} that turn the hardening off; empty: functions are not compared
 * @param identities other users that the chart must run as
 * @param upgrade how the release with hardening off becomes the hardened one
 * @param ready how long the pods may take to become Ready
 * @param function what the software must still be able to do
 * @param disruption how it is disturbed while clients use it; empty: it is not
 * @param waivers findings that somebody has accepted, until a date
 */
public record Scenario(
        String name,
        Optional<String> caseOf,
        Path file,
        ChartSource chart,
        String release,
        String namespace,
        List<Path> values,
        List<Path> baseline,
        List<Identity> identities,
        Upgrade upgrade,
        Duration ready,
        List<Step> function,
        Optional<Disruption> disruption,
        List<Waiver> waivers) {

    /** Of a namespace, by RFC 1123. */
    private static final int LONGEST_NAMESPACE = 63;

    public Scenario {
        values = List.copyOf(values);
        baseline = List.copyOf(baseline);
        identities = List.copyOf(identities);
        function = List.copyOf(function);
        waivers = List.copyOf(waivers);
    }

    /** The same scenario of another chart, for example one that was weakened on purpose. */
    public Scenario withChart(Path other) {
        return with(new ChartSource.AtPath(other), namespace, values, baseline, identities, upgrade, ready, function);
    }

    /** The same scenario with other functional steps. */
    public Scenario withFunction(List<Step> steps) {
        return with(chart, namespace, values, baseline, identities, upgrade, ready, steps);
    }

    /** The same scenario in another namespace. */
    public Scenario inNamespace(String other) {
        return with(chart, other, values, baseline, identities, upgrade, ready, function);
    }

    /** The same scenario with more values laid over its own. */
    public Scenario withValues(List<Path> more) {
        return with(
                chart,
                namespace,
                Stream.concat(values.stream(), more.stream()).toList(),
                baseline,
                identities,
                upgrade,
                ready,
                function);
    }

    /** The same scenario, which is given another time to become Ready. */
    public Scenario readyWithin(Duration other) {
        return with(chart, namespace, values, baseline, identities, upgrade, other, function);
    }

    /** The same scenario without its baseline, with nothing to upgrade, without other users, and undisturbed. */
    public Scenario alone() {
        return new Scenario(
                name,
                caseOf,
                file,
                chart,
                release,
                namespace,
                values,
                List.of(),
                List.of(),
                Upgrade.NONE,
                ready,
                function,
                Optional.empty(),
                waivers);
    }

    /** The scenario in a namespace beside its own; what shows that its steps can fail is shown once, and that is enough. */
    public Scenario beside(List<Path> more, String suffix) {
        int room = LONGEST_NAMESPACE - suffix.length() - 1;
        return alone().withValues(more)
                .inNamespace(namespace
                                .substring(0, Math.min(room, namespace.length()))
                                .replaceFirst("-+$", "") + "-" + suffix)
                .withFunction(function.stream().map(Step::plain).toList());
    }

    /** The same scenario with these of its functional steps; with all of them if none is named. */
    public Scenario choosing(List<String> steps) {
        return steps.isEmpty()
                ? this
                : withFunction(function.stream()
                        .filter(step -> steps.contains(step.name()))
                        .toList());
    }

    /**
     * A case of this scenario: other values, in a namespace of its own.
     *
     * @param suffix what is added to the names of scenario and namespace
     * @param more values
     * @param steps names of those that are tried; all of them when empty
     * @param own findings that are accepted here, beside those of this scenario
     */
    public Scenario asCase(String suffix, List<Path> more, List<String> steps, List<Waiver> own) {
        Scenario there = beside(more, suffix).choosing(steps);
        return new Scenario(
                name + "-" + suffix,
                Optional.of(name),
                file,
                chart,
                release,
                there.namespace,
                there.values,
                there.baseline,
                there.identities,
                there.upgrade,
                ready,
                there.function,
                there.disruption,
                Stream.concat(waivers.stream().map(Waiver::inherited), own.stream())
                        .toList());
    }

    private Scenario with(
            ChartSource otherChart,
            String otherNamespace,
            List<Path> otherValues,
            List<Path> otherBaseline,
            List<Identity> otherIdentities,
            Upgrade otherUpgrade,
            Duration otherReady,
            List<Step> steps) {
        return new Scenario(
                name,
                caseOf,
                file,
                otherChart,
                release,
                otherNamespace,
                otherValues,
                otherBaseline,
                otherIdentities,
                otherUpgrade,
                otherReady,
                steps,
                disruption,
                waivers);
    }
}
