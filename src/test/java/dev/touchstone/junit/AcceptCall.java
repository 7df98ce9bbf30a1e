package dev.touchstone.junit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Properties;
import picocli.CommandLine;

/** Calls the command line on a folder of scenarios, with system properties of its own. */
final class AcceptCall implements AutoCloseable {

    private final Path folder;
    private final Properties before = new Properties();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    AcceptCall(Path folder, String cluster) {
        this.folder = folder;
        before.putAll(System.getProperties());
        System.setProperty("touchstone.scenarios.folder", folder.toString());
        System.setProperty("touchstone.evidence", folder.resolve("evidence").toString());
        System.setProperty("touchstone.cluster", cluster);
        PreparedFolder.write(folder, "web/chart/Chart.yaml", "{apiVersion: v2, name: web, version: 1.0.0}");
        PreparedFolder.write(folder, "web/chart/values.yaml", "replicas: 1");
        PreparedFolder.write(folder, "web/chart/templates/pod.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec: {containers: [{name: main, image: busybox}]}
                """);
    }

    /** Write the scenario {@code web}: four good lines, and what follows from line 5 on. */
    void scenario(String more) {
        PreparedFolder.write(
                folder, "web/scenario.yaml", "scenario: web\nchart: chart\nrelease: web\nnamespace: web-test\n" + more);
    }

    int accept(String... arguments) {
        return new CommandLine(new AcceptCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    @Override
    public void close() {
        System.setProperties(before);
    }
}
