package dev.touchstone.junit;

import dev.touchstone.bench.Bench;
import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ClusterRequest;
import dev.touchstone.cluster.ClusterSettings;
import dev.touchstone.cluster.Clusters;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KeepPolicy;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.evidence.DeclaredLines;
import dev.touchstone.evidence.EvidenceFolder;
import dev.touchstone.evidence.EvidenceIndex;
import dev.touchstone.evidence.EvidenceReader;
import dev.touchstone.evidence.PageParts;
import dev.touchstone.evidence.Report;
import dev.touchstone.evidence.RunInfo;
import dev.touchstone.evidence.Timeline;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Verdict;
import dev.touchstone.judge.Verdict.FactRef;
import dev.touchstone.observe.AcceptanceFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What part of a run's time goes into its evidence: of the smallest chart, where that part is the greatest. All of it is written
 * once more, from what was seen to the signature. {@code scripts/bench evidence} runs it.
 */
public final class EvidenceBench {

    private static final double GOAL = 0.05;
    private static final String WRITING = "writing all of its evidence";
    private static final String RUNNING = "an acceptance of the small chart";

    private EvidenceBench() {}

    /** Measure and print; the exit code tells whether the goal was reached. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.getInteger("rounds", 3);
        Bench bench = new Bench(rounds);
        Engine engine = new Engine();
        ImageCatalog catalog = ImageCatalog.ofProject(engine);
        Path root = Files.createTempDirectory("touchstone-bench");
        boolean reached;
        try (Cluster cluster = new Clusters(ClusterSettings.fromSystemProperties(), catalog)
                .lease(new ClusterRequest(KubernetesVersion.newest(), 1))) {
            PreparedScenario prepared = PreparedScenario.of(Hardened.scenario(), KubernetesVersion.newest());
            AcceptanceSettings settings = new AcceptanceSettings(
                            EnumSet.allOf(CheckId.class), AcceptanceSettings.Mode.TEST, root.resolve("run"))
                    .signedBy(Hardened.KEYS.getPrivate());
            for (int round = 0; round < rounds; round++) {
                AcceptanceResult result = bench.measure(RUNNING, round, () -> {
                    try (Installations installations =
                            new Installations(new ImageLoader(engine, catalog), KeepPolicy.NEVER)) {
                        return new AcceptanceRun(cluster, installations, settings, Progress.silent())
                                .run(prepared, PodSecurity.RESTRICTED);
                    }
                });
                EvidenceReader reader = new EvidenceReader(result.evidence());
                AcceptanceFacts facts = reader.facts();
                Path copy = root.resolve("copy/hardened/" + round);
                bench.measure(WRITING, round, () -> write(result, facts, copy));
            }
            bench.print();
            reached = bench.ratio(WRITING, RUNNING, GOAL);
        }
        System.exit(reached ? 0 : 1);
    }

    private static Path write(AcceptanceResult result, AcceptanceFacts facts, Path copy) throws IOException {
        RunInfo run = result.run();
        List<Verdict> verdicts = result.verdicts();
        EvidenceFolder evidence = EvidenceFolder.begin(copy);
        evidence.run(run);
        evidence.fact("all", facts);
        try (Stream<Path> files = Files.walk(result.evidence())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                evidence.text(result.evidence().relativize(file).toString(), Files.readString(file));
            }
        }
        String transcript = evidence.read(verdicts.stream()
                .flatMap(verdict -> verdict.facts().stream())
                .map(FactRef::path)
                .filter(path -> path.endsWith(".txt"))
                .findFirst()
                .orElseThrow());
        PageParts parts = new PageParts(
                new DeclaredLines(evidence.read("rendered.yaml")),
                new Timeline(List.of()),
                Optional.empty(),
                subject -> Optional.of(transcript),
                evidence.changes(run, verdicts));
        new Report(run, verdicts, facts, List.of(), parts, verdict -> Optional.empty())
                .write(evidence, Optional.of(Hardened.KEYS.getPrivate()));
        EvidenceIndex.write(copy.resolve("../.."));
        return copy;
    }
}
