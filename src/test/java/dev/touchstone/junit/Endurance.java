package dev.touchstone.junit;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ClusterRequest;
import dev.touchstone.cluster.ClusterSettings;
import dev.touchstone.cluster.Clusters;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.cluster.Labels;
import dev.touchstone.cluster.State;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.scenario.Scenario;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * Acceptances in a row, to which something happens at a random moment; some are of a chart that is weakened where admission does not
 * see it. None of those may ever be accepted, every run must end with words, and nothing may be left of it. {@code scripts/bench
 * endurance -Druns=50 -Dseed=1} runs it.
 */
public final class Endurance {

    /** Of threads and file handles, at the end over the tenth part of the runs. */
    private static final int TOLERANCE = 40;

    private static final int LONGEST_DELAY_MILLIS = 5_000;
    private static final List<Fault> FAULTS = List.copyOf(EnumSet.allOf(Fault.class));

    private final Random random;
    private final Path root = Files.createTempDirectory("touchstone-endurance");
    private final Scenario scenario = Hardened.scenario();
    private final Path weakened;
    private int wrong;
    private final List<Integer> threads = new ArrayList<>();
    private final List<Long> handles = new ArrayList<>();
    private @Nullable Cluster cluster;

    private Endurance(long seed) throws IOException {
        this.random = new Random(seed);
        this.weakened = WeakenedChart.of(Hardened.CHART, root.resolve("weakened"))
                .with("templates/_context.tpl", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false")
                .folder();
    }

    /** Run them; the exit code tells whether anything was wrong. */
    public static void main(String[] arguments) throws Exception {
        int runs = Integer.getInteger("runs", 50);
        long seed = Long.getLong("seed", System.currentTimeMillis());
        System.out.printf("%d runs, seed %d%n", runs, seed);
        Endurance endurance = new Endurance(seed);
        for (int run = 1; run <= runs; run++) {
            endurance.run(run);
        }
        endurance.lost();
        endurance.leaks(runs);
        System.out.printf("%s %d runs, %d wrong%n", endurance.wrong == 0 ? "✓" : "✗", runs, endurance.wrong);
        System.exit(endurance.wrong == 0 ? 0 : 1);
    }

    private void run(int number) throws Exception {
        Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
        boolean sound = random.nextInt(3) > 0;
        int delay = random.nextInt(LONGEST_DELAY_MILLIS);
        Cluster on = leased();
        Path evidence = root.resolve("evidence-" + number);
        fault.prepare(evidence);
        Thread striker = new Thread(() -> strike(fault, delay, on, evidence), "fault");
        long start = System.nanoTime();
        striker.start();
        String end = accepted(on, evidence, sound);
        double took = (System.nanoTime() - start) / 1e9;
        striker.join();
        fault.mend(evidence);
        if (!sound && end.startsWith("accepted")) {
            wrong("run %d: a weakened chart was accepted, with %s".formatted(number, fault));
        }
        if (sound && fault == Fault.NONE && !end.startsWith("accepted")) {
            wrong("run %d: a sound chart was not accepted, and nothing had happened: %s".formatted(number, end));
        }
        if (end.isBlank() || end.contains("null")) {
            wrong("run %d: %s ended without words: '%s'".formatted(number, fault, end));
        }
        look(number);
        System.out.printf(
                "%3d  %-12s %5.1f s  %-8s %6.1f s  %4d threads %4d handles  %s%n",
                number,
                fault,
                delay / 1000.0,
                sound ? "sound" : "weakened",
                took,
                threads.get(number - 1),
                handles.get(number - 1),
                end.lines().findFirst().orElse(""));
    }

    // What goes wrong here is what is looked for.
    @SuppressWarnings("IllegalCatch")
    private String accepted(Cluster on, Path evidence, boolean sound) {
        try {
            AcceptanceResult result = new Weakenings(on, evidence)
                    .run(sound ? scenario : scenario.withChart(weakened), PodSecurity.RESTRICTED);
            return result.run().state()
                    + result.findings().stream()
                            .findFirst()
                            .map(finding ->
                                    ": %s %s: %s".formatted(finding.outcome(), finding.name(), finding.reason()))
                            .orElse(
                                    result.missing().isEmpty()
                                            ? ""
                                            : ": " + result.missing().get(0));
        } catch (RuntimeException e) {
            return "error: " + e.getMessage();
        }
    }

    private synchronized void wrong(String what) {
        wrong++;
        System.out.println("✗ " + what);
    }

    @SuppressWarnings({"IllegalCatch", "BusyWait"})
    private void strike(Fault fault, int delay, Cluster on, Path evidence) {
        try {
            TimeUnit.MILLISECONDS.sleep(delay);
            fault.strike(on, evidence);
        } catch (Exception e) {
            wrong("%s could not be done: %s".formatted(fault, e));
        }
    }

    private Cluster leased() {
        Cluster there = cluster;
        if (there == null) {
            there = new Clusters(ClusterSettings.fromSystemProperties(), ImageCatalog.ofProject(new Engine()))
                    .lease(new ClusterRequest(KubernetesVersion.newest(), 1));
            cluster = there;
        }
        return there;
    }

    /** What a run has left, once it has ended. A cluster that is lost is closed, and the next run has another. */
    @SuppressWarnings("IllegalCatch")
    private void look(int number) {
        Cluster there = leased();
        try {
            there.requireAlive();
            Await.that("no namespace of run %d is left".formatted(number))
                    .whileAlive(there::requireAlive)
                    .until(() -> {
                        List<String> left = there.client().namespaces().list().getItems().stream()
                                .map(namespace -> namespace.getMetadata())
                                .filter(namespace -> namespace.getLabels().containsKey(Labels.SCENARIO))
                                .map(namespace -> namespace.getName())
                                .toList();
                        return State.of(left.isEmpty(), String.join(", ", left));
                    });
        } catch (AwaitException e) {
            wrong(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            lost();
        }
        threads.add(Thread.activeCount());
        handles.add(((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getOpenFileDescriptorCount());
    }

    private void lost() {
        Cluster there = cluster;
        cluster = null;
        if (there != null) {
            there.close();
        }
    }

    private void leaks(int runs) {
        int early = Math.max(0, runs / 10 - 1);
        if (threads.get(runs - 1) > threads.get(early) + TOLERANCE) {
            wrong("threads grew from %d to %d".formatted(threads.get(early), threads.get(runs - 1)));
        }
        if (handles.get(runs - 1) > handles.get(early) + TOLERANCE) {
            wrong("file handles grew from %d to %d".formatted(handles.get(early), handles.get(runs - 1)));
        }
        List<String> containers = DockerClientFactory.lazyClient()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(Labels.CLUSTER))
                .exec()
                .stream()
                .map(container -> container.getId())
                .toList();
        if (!containers.isEmpty()) {
            wrong("containers are left: %s".formatted(containers));
        }
    }
}
