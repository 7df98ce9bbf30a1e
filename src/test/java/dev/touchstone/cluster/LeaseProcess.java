package dev.touchstone.cluster;

import dev.touchstone.image.ImageCatalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A test run in a process of its own, which can be killed: leases a cluster, says so, and holds it until it is ended. */
final class LeaseProcess {

    private static final String LEASED = "LEASED ";
    private static final Pattern NAMED = Pattern.compile("\\bk3s-([0-9a-f]+)\\b");

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
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(LeaseProcess.class.getName(), book.toString(), Integer.toString(nodes)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new LeaseProcess(builder.start());
    }

    /** Wait until the cluster is leased or the process has ended, and hand out all that it said. */
    String awaitLease() throws IOException {
        return await(line -> line.startsWith(LEASED));
    }

    /** Wait until the cluster has containers and a name, long before it is Ready, and hand out all that was said. */
    String awaitContainers() throws IOException {
        return await(line -> NAMED.matcher(line).find());
    }

    private String await(Predicate<String> last) throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        String line = reader.readLine();
        while (line != null) {
            said.append(line).append(System.lineSeparator());
            if (last.test(line)) {
                break;
            }
            line = reader.readLine();
        }
        return said.toString();
    }

    String cluster() {
        Matcher name = NAMED.matcher(said);
        if (!name.find()) {
            throw new IllegalStateException("no cluster is named in: " + said);
        }
        return name.group(1);
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
