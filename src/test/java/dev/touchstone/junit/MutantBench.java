package dev.touchstone.junit;

import dev.touchstone.bench.Bench;
import dev.touchstone.chart.PodSecurity;
import dev.touchstone.chart.ReleaseNamespace;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ClusterRequest;
import dev.touchstone.cluster.ClusterSettings;
import dev.touchstone.cluster.Clusters;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.mutate.Batches;
import dev.touchstone.mutate.KillMatrix;
import dev.touchstone.mutate.Mutant;
import dev.touchstone.mutate.Mutants;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/**
 * What it costs to ask admission about every mutant of a chart, against installing them one by one until each is refused. No
 * image is needed: no pod comes to run. {@code scripts/bench mutants} runs it.
 */
public final class MutantBench {

    private static final double GOAL = 0.1;
    private static final String ASKING = "asking about all mutants";
    private static final String INSTALLING = "installing them one by one";

    private static final Progress SILENT = Progress.silent();

    private MutantBench() {}

    /** Measure and print; the exit code tells whether the goal was reached. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.getInteger("rounds", 1);
        Bench bench = new Bench(rounds);
        PreparedScenario prepared = PreparedScenario.of(Hardened.scenario(), KubernetesVersion.newest());
        List<Mutant> mutants = new Mutants(Installations.PROBE_IMAGE)
                .forAdmission(prepared.rendered().podTemplates());
        System.out.printf(
                "%d mutants of the chart %s%n",
                mutants.size(), prepared.scenario().name());
        boolean reached;
        try (Cluster cluster = new Clusters(
                        ClusterSettings.fromSystemProperties(), ImageCatalog.ofProject(new Engine()))
                .lease(new ClusterRequest(KubernetesVersion.newest(), 1))) {
            for (int round = 0; round < rounds; round++) {
                System.out.println(bench.measure(ASKING, round, () -> asked(cluster, prepared))
                        .score());
                int refused = bench.measure(INSTALLING, round, () -> installed(cluster, prepared, mutants));
                System.out.printf("%d of %d were refused%n", refused, mutants.size());
            }
            bench.print();
            reached = bench.ratio(ASKING, INSTALLING, GOAL);
        }
        System.exit(reached ? 0 : 1);
    }

    private static KillMatrix asked(Cluster cluster, PreparedScenario prepared) {
        String namespace = "asked";
        ReleaseNamespace.make(cluster, namespace, prepared.scenario().name(), PodSecurity.RESTRICTED);
        return new KillMatrix(new MutationRun(cluster, prepared, new Judge(EnumSet.allOf(CheckId.class)), SILENT)
                .admission(namespace));
    }

    private static int installed(Cluster cluster, PreparedScenario prepared, List<Mutant> mutants) {
        int refused = 0;
        for (Mutant mutant : mutants) {
            try (Twin twin = Twin.of(
                    prepared,
                    cluster,
                    "one-by-one",
                    rendered -> Batches.weakened(rendered, List.of(mutant)),
                    PodSecurity.RESTRICTED,
                    Duration.ofSeconds(20),
                    SILENT)) {
                refused += twin.installation().rollout().ready() ? 0 : 1;
            }
        }
        return refused;
    }
}
