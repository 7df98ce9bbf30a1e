package dev.touchstone.cluster;

import dev.touchstone.image.ImageCatalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A test run in a process of its own, which can be killed: leases a cluster, says so, and holds it until it is ended. */
final class LeaseProcess {

    private static final String LEASED = "LEASED ";

    private final Process process;
    private final StringBuilder said = new StringBuilder();

    private LeaseProcess(Process process) {
        this.process = process;
    }

    /** What the other process does. */
    public static void main(String[] arguments) throws InterruptedException {
        Clusters clusters = new Clusters(
                ClusterSettings.fromSystemProperties(),
                ImageCatalog.ofProject(new Engine()),
                new LeaseBook(Path.of(arguments[0])));
        try (Cluster cluster =
                clusters.lease(new ClusterRequest(KubernetesVersion.newest(), Integer.parseInt(arguments[1])))) {
            System.out.println(LEASED + cluster.name());
            Thread.currentThread().join();
        }
    }

    static LeaseProcess start(Path book, int nodes, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(LeaseProcess.class.getName(), book.toString(), Integer.toString(nodes)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new LeaseProcess(builder.start());
    }

    /** Wait until the cluster is leased or the process has ended, and hand out all that it said. */
    String awaitLease() throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        String line = reader.readLine();
        while (line != null) {
            said.append(line).append(System.lineSeparator());
            if (line.startsWith(LEASED)) {
                break;
            }
            line = reader.readLine();
        }
        return said.toString();
    }

    String cluster() {
        return said.substring(said.lastIndexOf(LEASED) + LEASED.length())
                .strip()
                .replace("k3s-", "");
    }

    /** kill -9 */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The signal that Ctrl-C's sibling sends: exit hooks run. */
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }
}
