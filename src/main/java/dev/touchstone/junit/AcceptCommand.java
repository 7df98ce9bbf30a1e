package dev.touchstone.junit;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ClusterRequest;
import dev.touchstone.cluster.ClusterSettings;
import dev.touchstone.cluster.Clusters;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Scenarios;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Accepts scenarios from the command line: {@code scripts/accept}. */
@Command(
        name = "scripts/accept",
        description =
                "Installs a scenario's chart on a real cluster, observes every container, tries what the software must do, and writes evidence.",
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = 2, // picocli's own is 1, which says that a finding was made
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:accepted",
            "1:refused: the table names every finding",
            "2:it could not be tried: the message says what is wrong with the input or the machine",
            "3:nothing was found wrong, but --checks left checks out: that is no acceptance"
        })
public final class AcceptCommand implements Callable<Integer> {

    private static final int REFUSED = 1;
    private static final int PARTIAL = 3;

    @Parameters(paramLabel = "SCENARIO", arity = "0..*", description = "Names of scenarios; all unless told.")
    @SuppressWarnings("NullAway.Init")
    private List<String> names;

    @Option(
            names = "--checks",
            paramLabel = "ID,ID",
            description = "Make these checks only. The run is then partial, never accepted.")
    void checks(String list) {
        System.setProperty("touchstone.checks", list);
    }

    @Option(
            names = "--keep",
            description = "Keep cluster and release; the next run with --keep upgrades them in place, in seconds.")
    void keep(boolean keep) {
        System.setProperty("touchstone.keep", keep ? "always" : "never");
    }

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "test, or release: weaken the chart in every way, and accept only what was seen to turn red.")
    void mode(String mode) {
        System.setProperty("touchstone.mode", mode);
    }

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Sign the evidence's statements with this private key: PEM, Ed25519 or P-256.")
    void key(String file) {
        System.setProperty("touchstone.key", file);
    }

    @Option(names = "--kubernetes", paramLabel = "LIST", description = "Kubernetes versions, such as 1.35,1.33.")
    void kubernetes(String list) {
        System.setProperty("touchstone.kubernetes", list);
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    /** Run the command line. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AcceptCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        return Told.by(spec, this::tried);
    }

    private int tried() {
        if (names != null && !names.isEmpty()) {
            System.setProperty("touchstone.scenarios", String.join(",", names));
        }
        AcceptanceSettings settings = AcceptanceSettings.fromSystemProperties();
        ClusterSettings clusters = ClusterSettings.fromSystemProperties();
        List<Scenario> scenarios = Scenarios.selected();
        // All of them before any cluster is started: a fault in the last must not show after an hour.
        List<PreparedScenario> prepared = clusters.versions().stream()
                .flatMap(version -> scenarios.stream().map(scenario -> PreparedScenario.of(scenario, version)))
                .toList();
        int exitCode = 0;
        for (KubernetesVersion version : clusters.versions()) {
            exitCode = worse(exitCode, accept(prepared, version, clusters, settings));
        }
        return exitCode;
    }

    /** Refused is worse than partial, and partial is worse than accepted. */
    private static int worse(int one, int other) {
        return one == REFUSED || other == REFUSED ? REFUSED : Math.max(one, other);
    }

    private int accept(
            List<PreparedScenario> all,
            KubernetesVersion version,
            ClusterSettings clusters,
            AcceptanceSettings settings) {
        Engine engine = new Engine();
        ImageCatalog catalog = ImageCatalog.ofProject(engine);
        Progress progress = Progress.ofThisProcess();
        progress.awaiting("leasing a cluster, Kubernetes " + version.minor());
        int exitCode = 0;
        int nodes = all.stream()
                .mapToInt(prepared -> prepared.nodes(settings.checks()))
                .max()
                .orElse(1);
        try (Cluster cluster = new Clusters(clusters, catalog).lease(new ClusterRequest(version, nodes))) {
            progress.reached("cluster %s is ready".formatted(cluster.name()));
            try (Installations installations = new Installations(new ImageLoader(engine, catalog), clusters.keep())) {
                AcceptanceRun run = new AcceptanceRun(cluster, installations, settings, progress);
                for (PreparedScenario prepared : all.stream()
                        .filter(each -> each.version().equals(version))
                        .toList()) {
                    AcceptanceResult result = run.run(prepared, PodSecurity.RESTRICTED);
                    spec.commandLine().getOut().println(VerdictTable.of(result));
                    exitCode = worse(exitCode, result.accepted() ? 0 : result.clean() ? PARTIAL : REFUSED);
                    if (!result.clean()) {
                        installations.markFailed();
                        cluster.markFailed();
                    }
                }
            }
        }
        return exitCode;
    }
}
