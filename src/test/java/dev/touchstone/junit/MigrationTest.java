package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.Rendered;
import dev.touchstone.chart.RenderedObject;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A migration leaves no claim of its scenario's release out: a replica more, and its data would be unreadable after the upgrade. */
class MigrationTest {

    @ParameterizedTest
    @MethodSource("migrated")
    void mounts_every_claim_of_the_release(Scenario scenario) throws IOException {
        Rendered release =
                PreparedScenario.of(scenario, KubernetesVersion.newest()).rendered();
        Rendered migration =
                Rendered.of(Files.readString(scenario.upgrade().migration().orElseThrow()));

        assertThat(mounted(migration)).isEqualTo(claims(release)).isNotEmpty();
    }

    private static List<Scenario> migrated() {
        return Scenarios.in(Path.of("scenarios"), LocalDate.EPOCH).all().stream()
                .filter(scenario -> scenario.upgrade().migration().isPresent())
                .toList();
    }

    private static Set<String> mounted(Rendered migration) {
        return migration
                .podTemplates()
                .get(0)
                .spec()
                .path("volumes")
                .valueStream()
                .map(volume ->
                        volume.path("persistentVolumeClaim").path("claimName").asString(""))
                .collect(Collectors.toSet());
    }

    private static Set<String> claims(Rendered release) {
        return release.objects().stream()
                .flatMap(object ->
                        object.kind().equals("PersistentVolumeClaim") ? Stream.of(object.name()) : claimsOfPods(object))
                .collect(Collectors.toSet());
    }

    private static Stream<String> claimsOfPods(RenderedObject object) {
        JsonNode spec = object.json().path("spec");
        return spec.path("volumeClaimTemplates")
                .valueStream()
                .flatMap(claim -> IntStream.range(0, spec.path("replicas").asInt(1))
                        .mapToObj(ordinal -> "%s-%s-%d"
                                .formatted(claim.path("metadata").path("name").asString(""), object.name(), ordinal)));
    }
}
