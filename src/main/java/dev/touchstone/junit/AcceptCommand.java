package dev.touchstone.junit;

import dev.touchstone.cluster.ClusterSettings;
import dev.touchstone.cluster.Clusters;
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

    @Option(
            names = "--cases",
            paramLabel = "NUMBER",
            description = "How many cases of a scenario are tried at once; 4 unless told.")
    void cases(String number) {
        System.setProperty("touchstone.cases", number);
    }

    @Option(
            names = "--clusters",
            paramLabel = "NUMBER",
            description = "On how many Kubernetes versions at once; as memory and processors allow unless told.")
    void clusters(String number) {
        System.setProperty("touchstone.clusters", number);
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
        Clusters.foresee(clusters);
        List<Scenario> scenarios = Scenarios.selected();
        // All of them before any cluster is started: a fault in the last must not show after an hour.
        List<PreparedScenario> prepared = clusters.versions().stream()
                .flatMap(version -> scenarios.stream().map(scenario -> PreparedScenario.of(scenario, version)))
                .toList();
        int exitCode = 0;
        RuntimeException first = null;
        int atOnce = settings.versionsAtOnce(prepared);
        Progress all = Progress.ofThisProcess();
        try (VersionLanes lanes = new VersionLanes(
                prepared,
                atOnce,
                here -> new OwnGround(
                        here,
                        clusters,
                        settings,
                        atOnce > 1 ? all.of(here.get(0).version().minor()) : all))) {
            for (PreparedScenario each : prepared) {
                try {
                    exitCode = worse(exitCode, tell(lanes.of(each), each.scenario()));
                } catch (RuntimeException failed) {
                    first = first == null ? failed : first; // what runs on another version may still be told
                }
            }
        }
        if (first != null) {
            throw first;
        }
        return exitCode;
    }

    private int tell(AcceptanceResult result, Scenario scenario) {
        boolean shortly = scenario.caseOf().isPresent() && result.clean();
        spec.commandLine().getOut().println(shortly ? VerdictTable.line(result) : VerdictTable.of(result));
        return result.accepted() ? 0 : result.clean() ? PARTIAL : REFUSED;
    }

    /** Refused is worse than partial, and partial is worse than accepted. */
    private static int worse(int one, int other) {
        return one == REFUSED || other == REFUSED ? REFUSED : Math.max(one, other);
    }
}
