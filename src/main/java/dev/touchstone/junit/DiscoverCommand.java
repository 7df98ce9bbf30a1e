package dev.touchstone.junit;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ClusterRequest;
import dev.touchstone.cluster.ClusterSettings;
import dev.touchstone.cluster.Clusters;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the folders that a chart's containers must be able to write to: {@code scripts/discover}. */
@Command(
        name = "scripts/discover",
        description =
                "Runs a scenario's chart with a writable root, reads on the node what each container wrote, and proves the volumes that a read-only root needs.",
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = 2,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:with a read-only root and these volumes everything runs, and every step passes",
            "1:something still fails: the text says what",
            "2:it could not be tried: the message says what is wrong with the input or the machine"
        })
public final class DiscoverCommand implements Callable<Integer> {

    private static final int STILL_FAILS = 1;

    @Parameters(paramLabel = "SCENARIO", description = "Name of the scenario.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    /** Run the command line. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DiscoverCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        return Told.by(spec, this::tried);
    }

    private int tried() throws IOException {
        ClusterSettings settings = ClusterSettings.fromSystemProperties();
        KubernetesVersion version = settings.versions().get(0);
        PreparedScenario prepared = PreparedScenario.of(Scenarios.ofProject().named(name), version);
        Engine engine = new Engine();
        ImageCatalog catalog = ImageCatalog.ofProject(engine);
        Progress progress = Progress.ofThisProcess();
        progress.awaiting("leasing a cluster, Kubernetes " + version.minor());
        try (Cluster cluster = new Clusters(settings, catalog).lease(new ClusterRequest(version, 1));
                Installations installations = new Installations(new ImageLoader(engine, catalog), settings.keep())) {
            progress.reached("cluster %s is ready".formatted(cluster.name()));
            installations.deliver(prepared, cluster);
            return told(new Discovery(prepared, cluster, progress).run());
        }
    }

    private int told(Discovery.Result result) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/discover"));
        Path patch = Files.writeString(
                folder.resolve(name + ".yaml"), new RootPatch(result.folders()).yaml(result.rendered()));
        spec.commandLine().getOut().println(DiscoveryTable.of(result));
        spec.commandLine()
                .getOut()
                .println("as patches, for the chart's templates, kubectl patch or kustomize: %s".formatted(patch));
        return result.last().findings().isEmpty() ? 0 : STILL_FAILS;
    }
}
