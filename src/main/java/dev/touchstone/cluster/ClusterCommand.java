package dev.touchstone.cluster;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows and removes clusters that were kept: {@code scripts/cluster}. */
@Command(
        name = "scripts/cluster",
        description = "Shows and removes the clusters that -Dtouchstone.keep left running.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list | down")
public final class ClusterCommand {

    private final KeptClusters clusters;

    ClusterCommand(KeptClusters clusters) {
        this.clusters = clusters;
    }

    /** Run the command line. */
    public static void main(String[] arguments) {
        List<Diagnosis> diagnoses = Doctor.ofThisMachine().examine(0);
        if (!diagnoses.isEmpty()) {
            System.err.println(new ClusterUnavailableException(diagnoses, null).getMessage());
            System.exit(1);
        }
        ClusterCommand command = new ClusterCommand(new KeptClusters(new Engine(), LeaseBook.ofUser()));
        System.exit(new CommandLine(command).execute(arguments));
    }

    @Command(name = "list", description = "Show the clusters, whether they are in use, and how to look inside.")
    int list() {
        List<KeptCluster> found = clusters.list();
        if (found.isEmpty()) {
            System.out.println("No clusters. A run with -Dtouchstone.keep=always or on-failure leaves some.");
        }
        found.forEach(cluster -> System.out.println(cluster.described()));
        return 0;
    }

    @Command(name = "down", description = "Remove clusters that nobody uses: those named, or all.")
    int down(
            @Parameters(paramLabel = "ID", description = "As list shows them; none for all.", arity = "0..*")
                    List<String> ids) {
        List<KeptCluster> found = clusters.list();
        List<String> wanted = ids == null ? found.stream().map(KeptCluster::id).toList() : ids;
        int exitCode = 0;
        for (String id : wanted) {
            String outcome = clusters.remove(id);
            System.out.println(id + ": " + outcome);
            if (!outcome.equals(KeptClusters.REMOVED)) {
                exitCode = 1;
            }
        }
        return exitCode;
    }
}
