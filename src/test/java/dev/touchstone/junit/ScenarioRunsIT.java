package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KeepPolicy;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Verdict;
import dev.touchstone.scenario.Scenario;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases are tried at once on one cluster, each with evidence of its own, and what is wrong with one is said of that one. */
@BesideOthers
@LeaseCluster
class ScenarioRunsIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void cases_are_tried_at_once_and_judged_each_by_itself(Cluster cluster) throws IOException {
        Path off = Path.of("src/test/resources/scenarios/hardened/off.yaml");
        Scenario hardened = Hardened.scenario().inNamespace("with-cases");
        List<PreparedScenario> all = Stream.of(
                        hardened,
                        hardened.asCase("another-user", List.of(values("user: 2000")), List.of(), List.of()),
                        hardened.asCase("third-user", List.of(values("user: 3000")), List.of(), List.of()),
                        hardened.asCase("soft", List.of(off), List.of(), List.of()))
                .map(scenario -> PreparedScenario.of(scenario, KubernetesVersion.newest()))
                .toList();

        List<AcceptanceResult> results = run(cluster, all);

        assertThat(results)
                .extracting(result -> result.run().scenario())
                .containsExactly("hardened", "hardened-another-user", "hardened-third-user", "hardened-soft");
        assertThat(results).extracting(AcceptanceResult::clean).containsExactly(true, true, true, false);
        assertThat(results.get(3).findings()).extracting(Verdict::check).contains(CheckId.ADMITTED);
        assertThat(results.get(1).run().started())
                .isBefore(results.get(2).run().ended().orElseThrow());
        assertThat(results.get(2).run().started())
                .isBefore(results.get(1).run().ended().orElseThrow());
        assertThat(results.get(1).run().started())
                .isAfter(results.get(0).run().ended().orElseThrow());
        assertThat(cluster.client().namespaces().list().getItems())
                .extracting(each -> each.getMetadata())
                .filteredOn(each -> each.getDeletionTimestamp() == null)
                .extracting(ObjectMeta::getName)
                .noneMatch(name -> name.startsWith("with-cases"));
        assertThat(folder.resolve("evidence/hardened-third-user")).isDirectory();
    }

    private List<AcceptanceResult> run(Cluster cluster, List<PreparedScenario> all) {
        Engine engine = new Engine();
        AcceptanceSettings settings = new AcceptanceSettings(
                EnumSet.of(CheckId.ADMITTED, CheckId.RUNNING, CheckId.NON_ROOT, CheckId.FUNCTION),
                AcceptanceSettings.Mode.TEST,
                folder.resolve("evidence"));
        try (Installations installations =
                new Installations(new ImageLoader(engine, ImageCatalog.ofProject(engine)), KeepPolicy.NEVER)) {
            ScenarioRuns runs = new ScenarioRuns(all, any -> cluster, installations, settings, Progress.silent());
            return all.stream().map(runs::of).toList();
        }
    }

    private Path values(String text) throws IOException {
        return Files.writeString(folder.resolve(text.replaceAll("\\W+", "-") + ".yaml"), text + "\n");
    }
}
