package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Engine;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.image.ImageReference;
import dev.touchstone.junit.LeaseCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands that the chart's README begins with, word for word, as a person types them. They need kubectl and helm, which
 * {@code scripts/test} gets where there are none.
 */
@LeaseCluster
@EnabledIfSystemProperty(
        named = "touchstone.clients",
        matches = ".+",
        disabledReason = "needs a folder with kubectl and helm: -Dtouchstone.clients=FOLDER, or scripts/test")
class CommandsIT {

    private static final Path README = Path.of("charts/spark-standalone/README.md");
    private static final String NAMESPACE = "spark-test";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void prepare(Cluster cluster) throws IOException {
        Engine engine = new Engine();
        new ImageLoader(engine, ImageCatalog.ofProject(engine))
                .deliver(List.of(ImageReference.of("apache/spark:4.1.4")), cluster);
        Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
    }

    @AfterEach
    void remove() throws Exception {
        run("helm uninstall spark-sa -n " + NAMESPACE);
        run("kubectl delete namespace " + NAMESPACE + " --wait=false");
    }

    @Test
    void the_commands_of_the_README_do_what_it_says() throws Exception {
        List<String> commands = Files.readAllLines(README).stream()
                .dropWhile(line -> !line.startsWith("    "))
                .takeWhile(line -> line.startsWith("    "))
                .map(line -> line.replaceFirst("\\s+#.*", "").strip())
                .toList();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(7);
        List<String> outputs = new ArrayList<>();
        for (String command : commands) {
            outputs.add(run(command));
            if (command.startsWith("helm upgrade")) {
                run("kubectl rollout status -n " + NAMESPACE + " deploy/spark-sa-master --timeout=180s");
                run("kubectl rollout status -n " + NAMESPACE + " statefulset/spark-sa-worker --timeout=180s");
            }
        }

        assertThat(outputs.get(0)).contains("namespace/spark-test created");
        assertThat(outputs.get(1)).contains("namespace/spark-test labeled");
        assertThat(outputs.get(2)).contains("STATUS: deployed").doesNotContain("Warning", "violate");
        assertThat(outputs.get(3).lines().skip(1)).hasSize(3).allMatch(line -> line.contains("Running"));
        assertThat(outputs.get(4)).contains("readOnlyRootFilesystem: true", "app: spark-master");
        assertThat(outputs.get(5)).contains("uid=1000").doesNotContain("uid=0");
        assertThat(outputs.get(6)).contains("Read-only file system");
        assertThat(outputs.get(7)).contains("Succeeded");
    }

    /** A render has no cluster to ask, and a run judges by renders: that the chart finds them when it is installed shows here alone. */
    @Test
    void policies_name_the_API_server_by_the_addresses_that_the_cluster_gives(Cluster cluster) throws Exception {
        String behind = cluster.client()
                .endpoints()
                .inNamespace("default")
                .withName("kubernetes")
                .require()
                .getSubsets()
                .get(0)
                .getAddresses()
                .get(0)
                .getIp();
        String service = cluster.client()
                .services()
                .inNamespace("default")
                .withName("kubernetes")
                .require()
                .getSpec()
                .getClusterIP();

        String objects = run("helm install maestro charts/maestro-ml --values charts/maestro-ml/values-minikube.yaml"
                + " --namespace default --dry-run=server");

        assertThat(objects).contains("STATUS: pending-install", behind + "/32", service + "/32");
    }

    private String run(String command) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
        Map<String, String> environment = shell.environment();
        environment.put("KUBECONFIG", folder.resolve("kubeconfig").toString());
        environment.put("PATH", System.getProperty("touchstone.clients") + ":" + environment.get("PATH"));
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(command).isTrue();
        return output;
    }
}
