package dev.touchstone.scenario;

import static dev.touchstone.scenario.ScenarioFolder.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a chart that cannot be pulled as it is named: the mapping stands on line 2. */
class BadChartTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @SuppressWarnings("NullAway.Init")
    private ScenarioFolder folder;

    @BeforeEach
    void makeFolder() {
        folder = new ScenarioFolder(temp);
    }

    @Nested
    class A_version {

        @Test
        void that_is_missing() {
            assertThat(faults("{oci: oci://example.org/charts/web}"))
                    .containsExactly(
                            "scenario.yaml, line 2, key chart.version: found nothing, allowed: the exact version, such as 1.2.3: no range, and not the latest");
        }

        @ParameterizedTest
        @ValueSource(strings = {"latest", "^1.2.3", ">=1.2.3", "1.x", "1.2.x", "1.2.3 - 2.0.0", "1.2.3-"})
        void that_may_be_another_one_tomorrow(String version) {
            assertThat(faults("{oci: oci://example.org/charts/web, version: '%s'}".formatted(version)))
                    .containsExactly(
                            "scenario.yaml, line 2, key chart.version: found \"%s\", allowed: the exact version, such as 1.2.3: no range, and not the latest"
                                    .formatted(version));
        }

        @Test
        void that_YAML_takes_for_a_number() {
            assertThat(faults("{oci: oci://example.org/charts/web, version: 1.2}"))
                    .containsExactly(
                            "scenario.yaml, line 2, key chart.version: found 1.2, allowed: a text: the exact version, such as 1.2.3: no range, and not the latest");
        }
    }

    @Nested
    class A_place {

        @Test
        void that_is_missing() {
            assertThat(faults("{version: 1.2.3}"))
                    .containsExactly(
                            "scenario.yaml, line 2, key chart: found no place, allowed: exactly one of oci, repository");
        }

        @Test
        void of_two_kinds() {
            assertThat(
                            faults(
                                    "{oci: oci://example.org/charts/web, repository: https://example.org/charts, version: 1.2.3}"))
                    .containsExactly(
                            "scenario.yaml, line 2, key chart: found oci and repository, allowed: exactly one of oci, repository");
        }

        @Test
        void that_is_neither_text_nor_mapping() {
            assertThat(faults("[web]"))
                    .singleElement()
                    .asString()
                    .startsWith("scenario.yaml, line 2, key chart: found [\"web\"], allowed: a text or a mapping: ");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://example.org/charts/web",
                    "oci://example.org",
                    "oci://example.org/charts/web:1.2.3",
                    "oci://example.org/Charts",
                    "oci://somebody@example.org/charts/web"
                })
        void that_is_no_chart_in_a_registry(String oci) {
            assertThat(faults("{oci: '%s', version: 1.2.3}".formatted(oci)))
                    .containsExactly(
                            "scenario.yaml, line 2, key chart.oci: found \"%s\", allowed: the chart in an OCI registry, without a tag: oci://HOST/PATH/NAME"
                                    .formatted(oci));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://example.org/charts",
                    "http://localhost.example.org/charts",
                    "https://somebody:secret@example.org/charts",
                    "https:///charts",
                    "file:///charts"
                })
        void that_is_no_repository_or_not_a_safe_one(String url) {
            assertThat(faults("{repository: '%s', name: web, version: 1.2.3}".formatted(url)))
                    .containsExactly(
                            "scenario.yaml, line 2, key chart.repository: found \"%s\", allowed: the URL of a chart repository, the folder of its index.yaml: https://HOST/PATH, without a user; http:// at a loopback address only"
                                    .formatted(url));
        }

        @Test
        void whose_host_is_none() {
            assertThat(faults("{repository: 'https://exa_mple.org', name: web, version: 1.2.3}"))
                    .containsExactly(
                            "scenario.yaml, line 2, key chart.repository: found \"https://exa_mple.org\", allowed: a URI with a host; Illegal character in hostname");
        }
    }

    @Nested
    class A_name {

        @Test
        void that_is_missing_in_a_repository() {
            assertThat(faults("{repository: https://example.org/charts, version: 1.2.3}"))
                    .containsExactly(
                            "scenario.yaml, line 2, key chart.name: found nothing, allowed: the chart's name in the repository");
        }

        @Test
        void beside_a_registry_which_has_it_in_its_path() {
            assertThat(faults("{oci: oci://example.org/charts/web, name: web, version: 1.2.3}"))
                    .containsExactly(
                            "scenario.yaml, line 2, key chart.name: found \"web\" beside oci, allowed: only beside repository");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:abc", "abc", "ABCDEF"})
    void a_digest_that_is_none(String sha256) {
        assertThat(faults("{oci: oci://example.org/charts/web, version: 1.2.3, sha256: '%s'}".formatted(sha256)))
                .containsExactly(
                        "scenario.yaml, line 2, key chart.sha256: found \"%s\", allowed: the SHA-256 that the package must have: 64 hexadecimal digits"
                                .formatted(sha256));
    }

    @Test
    void a_key_that_nobody_knows() {
        assertThat(faults("{oci: oci://example.org/charts/web, version: 1.2.3, tag: a}"))
                .containsExactly(
                        "scenario.yaml, line 2, key chart.tag: found an unknown key, allowed: oci, repository, name, version, sha256");
    }

    private List<String> faults(String chart) {
        return folder.faults(HEAD.replace("chart: chart", "chart: " + chart));
    }
}
