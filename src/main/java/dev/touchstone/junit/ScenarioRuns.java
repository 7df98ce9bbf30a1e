package dev.touchstone.junit;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Cluster;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Runs scenarios as somebody comes to them: one after the other, but all cases of one at once, on the same cluster, as soon as the
 * first of them is asked for.
 */
final class ScenarioRuns {

    private final List<PreparedScenario> all;
    private final Function<PreparedScenario, Cluster> clusters;
    private final Installations installations;
    private final AcceptanceSettings settings;
    private final Progress progress;
    private final Map<String, Future<AcceptanceResult>> ended = new HashMap<>();

    /** @param clusters leases what a scenario runs on */
    ScenarioRuns(
            List<PreparedScenario> all,
            Function<PreparedScenario, Cluster> clusters,
            Installations installations,
            AcceptanceSettings settings,
            Progress progress) {
        this.all = List.copyOf(all);
        this.clusters = clusters;
        this.installations = installations;
        this.settings = settings;
        this.progress = progress;
    }

    /** How one of them comes out. */
    AcceptanceResult of(PreparedScenario prepared) {
        if (prepared.scenario().caseOf().isEmpty()) {
            return run(prepared, clusters.apply(prepared), progress);
        }
        if (!ended.containsKey(key(prepared))) {
            runAtOnce(all.stream().filter(other -> isBeside(other, prepared)).toList());
        }
        return result(Objects.requireNonNull(ended.get(key(prepared))));
    }

    private static String key(PreparedScenario prepared) {
        return prepared.scenario().name() + "/" + prepared.version().minor();
    }

    private AcceptanceResult run(PreparedScenario prepared, Cluster cluster, Progress told) {
        return new AcceptanceRun(cluster, installations, settings, told).run(prepared, PodSecurity.RESTRICTED);
    }

    private static boolean isBeside(PreparedScenario other, PreparedScenario prepared) {
        return other.version().equals(prepared.version())
                && other.scenario().file().equals(prepared.scenario().file());
    }

    /** @param family the cases, and maybe the scenario that they are cases of, whose memory they need */
    private void runAtOnce(List<PreparedScenario> family) {
        List<PreparedScenario> cases = family.stream()
                .filter(each -> each.scenario().caseOf().isPresent())
                .toList();
        Cluster cluster = clusters.apply(family.get(0));
        family.forEach(each -> installations.release(each, cluster, PodSecurity.RESTRICTED));
        List<Callable<AcceptanceResult>> runs = new ArrayList<>();
        for (PreparedScenario each : cases) {
            runs.add(() -> {
                try {
                    return run(each, cluster, progress.of(each.scenario().name()));
                } finally {
                    installations.release(each, cluster, PodSecurity.RESTRICTED);
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(atOnce(cases, cluster));
        try {
            List<Future<AcceptanceResult>> futures = threads.invokeAll(runs);
            for (int i = 0; i < cases.size(); i++) {
                ended.put(key(cases.get(i)), futures.get(i));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while cases were tried", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** What belongs to the whole cluster, such as a ClusterRole, can be there for one release only. */
    private int atOnce(List<PreparedScenario> cases, Cluster cluster) {
        KubernetesSerialization types = cluster.client().getKubernetesSerialization();
        return cases.stream()
                        .flatMap(each -> each.rendered().objects().stream())
                        .anyMatch(object -> object.clusterWide(types))
                ? 1
                : Math.min(settings.cases(), cases.size());
    }

    private static AcceptanceResult result(Future<AcceptanceResult> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("a case could not be tried", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a case was tried", e);
        }
    }
}
