package dev.touchstone.junit;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KeepPolicy;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.scenario.Scenario;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Runs weakened charts through the same rooms as sound ones, each in a namespace of its own. */
final class Weakenings {

    private final Cluster cluster;
    private final Path evidence;

    Weakenings(Cluster cluster, Path evidence) {
        this.cluster = cluster;
        this.evidence = evidence;
    }

    /** Of the small chart, without its functional steps. */
    AcceptanceResult run(WeakenedChart chart, PodSecurity level, UnaryOperator<Scenario> changes) {
        return run(changes.apply(Hardened.scenario().withChart(chart.folder()).withFunction(List.of())), level);
    }

    AcceptanceResult run(Scenario of, PodSecurity level) {
        Scenario scenario = of.inNamespace("weakened-" + Long.toHexString(System.nanoTime()));
        Engine engine = new Engine();
        try (Installations installations =
                new Installations(new ImageLoader(engine, ImageCatalog.ofProject(engine)), KeepPolicy.NEVER)) {
            return new AcceptanceRun(
                            cluster,
                            installations,
                            new AcceptanceSettings(
                                    EnumSet.allOf(CheckId.class), AcceptanceSettings.Mode.TEST, evidence),
                            Progress.silent())
                    .run(PreparedScenario.of(scenario, KubernetesVersion.newest()), level);
        }
    }

    /** What is red, as {@code check of workload/container}. */
    static Set<String> red(AcceptanceResult result) {
        return with(result, Outcome.FAIL);
    }

    /** What nobody knows. */
    static Set<String> unknown(AcceptanceResult result) {
        return with(result, Outcome.INCONCLUSIVE);
    }

    private static Set<String> with(AcceptanceResult result, Outcome outcome) {
        return result.verdicts().stream()
                .filter(verdict -> verdict.outcome() == outcome)
                .map(Verdict::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The reason of the first red verdict of a check. */
    static String reason(AcceptanceResult result, CheckId check) {
        return result.verdicts().stream()
                .filter(verdict -> verdict.check() == check && verdict.outcome() == Outcome.FAIL)
                .findFirst()
                .orElseThrow()
                .reason();
    }
}
