package dev.touchstone.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.PodTemplate;
import dev.touchstone.junit.LeaseCluster;
import dev.touchstone.mutate.Fixture.Level;
import dev.touchstone.observe.Admission;
import dev.touchstone.observe.AdmissionObserver;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The cluster's own admission against the published standards, for every level and every version of the policy: what an
 * acceptance takes from the API server as an oracle is one.
 */
@LeaseCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PodSecurityTableIT {

    private static final List<Integer> VERSIONS = List.of(31, 32, 33, 34, 35);
    private static final int AT_ONCE = 64;
    private static final String PREFIX = "pod-security.kubernetes.io/";

    private final List<Fixture> fixtures = PodSecurityTable.all();

    /** What the API server said, by level, version and fixture. */
    private final Map<Level, Map<Integer, List<Admission>>> answers = new TreeMap<>();

    @BeforeAll
    void ask(KubernetesClient client) {
        for (Level level : Level.values()) {
            List<PodTemplate> pods =
                    fixtures.stream().map(fixture -> fixture.at(level)).toList();
            for (int minor : VERSIONS) {
                answers.computeIfAbsent(level, key -> new TreeMap<>()).put(minor, ask(client, level, minor, pods));
            }
        }
    }

    private static List<Admission> ask(KubernetesClient client, Level level, int minor, List<PodTemplate> pods) {
        String namespace = namespace(level, minor);
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .addToLabels(PREFIX + "enforce", level.name().toLowerCase(Locale.ROOT))
                        .addToLabels(PREFIX + "enforce-version", "v1." + minor)
                        .endMetadata()
                        .build())
                .create();
        AdmissionObserver observer = new AdmissionObserver(client, namespace);
        List<Admission> all = new ArrayList<>();
        for (int from = 0; from < pods.size(); from += AT_ONCE) {
            all.addAll(observer.ask(pods.subList(from, Math.min(pods.size(), from + AT_ONCE))));
        }
        return all;
    }

    @AfterAll
    void remove(KubernetesClient client) {
        for (Level level : Level.values()) {
            VERSIONS.forEach(minor ->
                    client.namespaces().withName(namespace(level, minor)).delete());
        }
    }

    private static String namespace(Level level, int minor) {
        return "pod-security-%s-1-%d".formatted(level.name().toLowerCase(Locale.ROOT), minor);
    }

    /** As many as Kubernetes' own fixtures have, control by control, and those that they lack. */
    @Test
    void no_control_and_no_way_to_break_it_is_left_out() {
        Map<String, Long> counts = fixtures.stream()
                .filter(fixture -> fixture.refused().at(Level.RESTRICTED, 34))
                .collect(Collectors.groupingBy(Fixture::control, LinkedHashMap::new, Collectors.counting()));

        assertThat(counts)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("runAsNonRoot", 4L),
                        Map.entry("runAsUser", 3L + 1),
                        Map.entry("allowPrivilegeEscalation", 4L),
                        Map.entry("capabilities_restricted", 4L),
                        Map.entry("capabilities_baseline", 4L),
                        Map.entry("seccompProfile_restricted", 5L),
                        Map.entry("seccompProfile_baseline", 3L),
                        Map.entry("privileged", 2L),
                        Map.entry("hostNamespaces", 3L),
                        Map.entry("hostPathVolumes", 2L),
                        Map.entry("restrictedVolumes", 20L),
                        Map.entry("hostPorts", 3L),
                        Map.entry("procMount", 2L),
                        Map.entry("procMount_restricted", 2L),
                        Map.entry("appArmorProfile", 2L + 3),
                        Map.entry("seLinuxOptions", 5L),
                        Map.entry("sysctls", 1L),
                        Map.entry("hostProbesAndHostLifecycle", 5L + 2),
                        Map.entry("windowsHostProcess", 2L)));
    }

    @Test
    void every_answer_of_the_API_server_is_what_the_standards_say() {
        List<String> wrong = new ArrayList<>();
        answers.forEach((level, versions) -> versions.forEach((minor, said) -> {
            for (int i = 0; i < fixtures.size(); i++) {
                Fixture fixture = fixtures.get(i);
                Admission answer = said.get(i);
                boolean refused = fixture.refused().at(level, minor);
                boolean inItsWords = answer.message().contains(fixture.words());
                if (answer.admitted() ? refused : !refused || !inItsWords) {
                    wrong.add("%s at %s v1.%d must be %s: %d %s"
                            .formatted(
                                    fixture.name(),
                                    level,
                                    minor,
                                    refused ? "refused with '%s'".formatted(fixture.words()) : "taken",
                                    answer.status(),
                                    answer.message()));
                }
            }
        }));

        assertThat(wrong).isEmpty();
    }

    @Test
    void what_differs_between_versions_stands_in_the_documentation() throws Exception {
        assertThat(Files.readString(Path.of("docs/mutants.md"))).contains(differences());
    }

    private String differences() {
        List<String> rows = new ArrayList<>();
        rows.add("| control | level | "
                + VERSIONS.stream().map(minor -> "1." + minor).collect(Collectors.joining(" | ")) + " |");
        rows.add("|---|---|" + "---|".repeat(VERSIONS.size()));
        answers.forEach((level, versions) -> IntStream.range(0, fixtures.size()).forEach(i -> {
            List<String> cells = versions.values().stream()
                    .map(said -> said.get(i).admitted() ? "taken" : "refused")
                    .toList();
            if (cells.stream().distinct().count() > 1) {
                rows.add("| %s | %s | %s |"
                        .formatted(
                                fixtures.get(i).name(),
                                level.name().toLowerCase(Locale.ROOT),
                                String.join(" | ", cells)));
            }
        }));
        return String.join("\n", rows);
    }
}
