package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KeepPolicy;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chart that writes to its root: what it wrote is found, and proven to be enough; what no volume can mend is told. */
@BesideOthers
@LeaseCluster
class DiscoveryIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void the_folders_are_found_and_with_a_volume_for_each_it_runs_read_only(Cluster cluster) {
        Discovery.Result result = discovered(cluster, scenario());

        assertThat(result.free().findings()).isEmpty();
        assertThat(result.folders().get("deployment/writer/prepare"))
                .extracting(WritableFolder::path)
                .containsExactly("/prepared");
        assertThat(result.folders().get("deployment/writer/writer"))
                .extracting(WritableFolder::path)
                .containsExactly("/reports", "/tmp", "/var");
        assertThat(result.bare().findings()).isNotEmpty();
        assertThat(result.last().findings()).isEmpty();
        assertThat(DiscoveryTable.of(result))
                .contains(
                        "/unneeded                        a writable mount in which no file was seen",
                        "✗ with a read-only root",
                        "Read-only file system",
                        "✓ with a read-only root and the volumes: everything runs, and every step passes")
                .doesNotContain("/scratch/own  ");
        assertThat(new RootPatch(result.folders()).yaml(result.rendered()))
                .contains("readOnlyRootFilesystem: true", "name: \"writable-writer-tmp\"", "mountPath: \"/tmp\"");
    }

    @Test
    void a_folder_in_which_the_image_has_files_is_left_to_a_person(Cluster cluster) throws IOException {
        Path values = Files.writeString(folder.resolve("among.yaml"), "among: true\n");

        Discovery.Result result = discovered(cluster, scenario().withValues(List.of(values)));

        assertThat(result.last().findings()).isNotEmpty();
        assertThat(DiscoveryTable.of(result)).contains("/etc ", "no emptyDir: it would hide ");
    }

    private static Scenario scenario() {
        return Scenarios.in(Path.of("src/test/resources/scenarios"), LocalDate.EPOCH)
                .named("writer");
    }

    private static Discovery.Result discovered(Cluster cluster, Scenario scenario) {
        Engine engine = new Engine();
        PreparedScenario prepared = PreparedScenario.of(scenario, KubernetesVersion.newest());
        try (Installations installations =
                new Installations(new ImageLoader(engine, ImageCatalog.ofProject(engine)), KeepPolicy.NEVER)) {
            installations.deliver(prepared, cluster);
            return new Discovery(prepared, cluster, Progress.silent()).run();
        }
    }
}
