package dev.touchstone.scenario;

import static dev.touchstone.scenario.ScenarioFolder.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.judge.CheckId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a value that a scenario must not have. Lines 1 to 4 are right. */
class BadValueTest {

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
    class Of_the_wrong_type {

        @Test
        void a_number_for_a_text() {
            assertThat(folder.faultsAfterHead("ready: 5\n"))
                    .containsExactly(
                            "scenario.yaml, line 5, key ready: found 5, allowed: a text: how long the pods may take to become Ready, such as 90s, 5m or 1h30m; 5m unless told");
        }

        @Test
        void a_text_for_a_list() {
            assertThat(folder.faultsAfterHead("values: values.yaml\n"))
                    .containsExactly(
                            "scenario.yaml, line 5, key values: found \"values.yaml\", allowed: a list: files laid over the chart's own values; the last one wins");
        }

        @Test
        void a_mapping_for_a_list() {
            assertThat(folder.faultsAfterHead("waivers:\n  check: seccomp\n"))
                    .containsExactly(
                            "scenario.yaml, line 5, key waivers: found {\"check\":\"seccomp\"}, allowed: a list: findings that somebody has accepted, until a date");
        }

        @Test
        void a_long_value_is_cut() {
            assertThat(folder.faultsAfterHead("ready: {why: %s}\n".formatted("x".repeat(500))))
                    .singleElement()
                    .asString()
                    .contains("xxx…, allowed: a text")
                    .hasSizeLessThan(300);
        }
    }

    @Nested
    class Names_and_durations {

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({
            "scenario, My Web, 1, at most 63 characters",
            "release, web_1, 3, at most 53 characters",
            "namespace, -web, 4, at most 63 characters",
        })
        void that_Kubernetes_would_not_take(String key, String value, int line, String allowed) {
            assertThat(folder.faults(HEAD.replaceFirst(key + ": .*", key + ": " + value)))
                    .singleElement()
                    .asString()
                    .startsWith("scenario.yaml, line %d, key %s: found \"%s\", allowed: ".formatted(line, key, value))
                    .contains("lower case letters, digits and dashes", allowed);
        }

        @ParameterizedTest(name = "ready: {0}")
        @ValueSource(strings = {"5 minutes", "500ms", "0s", "0h0m", "1s1h", "soon", "-5m", "99999999999999999999h"})
        void that_are_no_time_to_wait(String value) {
            assertThat(folder.faultsAfterHead("ready: %s\n".formatted(value)))
                    .containsExactly(
                            "scenario.yaml, line 5, key ready: found \"%s\", allowed: how long the pods may take to become Ready, such as 90s, 5m or 1h30m; 5m unless told"
                                    .formatted(value));
        }
    }

    @Nested
    class Paths {

        @Test
        void to_no_chart() {
            assertThat(folder.faults(HEAD.replace("chart: chart", "chart: charts/web")))
                    .containsExactly(
                            "scenario.yaml, line 2, key chart: found \"charts/web\", but there is no file charts/web/Chart.yaml, allowed: a chart's folder, its package (.tgz), or a mapping of where it is pulled from");
        }

        @Test
        void to_no_file_of_values() {
            assertThat(folder.faultsAfterHead("""
                            values:
                              - values.yaml
                              - more.yaml
                            baseline: [chart]
                            """))
                    .containsExactly(
                            "scenario.yaml, line 7, key values[1]: found \"more.yaml\", but there is no file more.yaml, allowed: a file",
                            "scenario.yaml, line 8, key baseline[0]: found \"chart\", but there is no file chart, allowed: a file");
        }

        @Test
        void that_no_file_system_can_have() {
            assertThat(folder.faultsAfterHead("values: [\"a\\0b\"]\n"))
                    .singleElement()
                    .asString()
                    .startsWith("scenario.yaml, line 5, key values[0]: found \"a\\u0000b\", allowed: a path");
        }
    }

    @Nested
    class Waivers {

        @Test
        void of_an_unknown_check() {
            assertThat(folder.faultsAfterHead("""
                            waivers:
                              - reason: because
                                check: readonly
                                owner: team a
                                expires: 2027-01-31
                            """))
                    .containsExactly("scenario.yaml, line 7, key waivers[0].check: found \"readonly\", allowed: %s"
                            .formatted(String.join(", ", CheckId.ids())));
        }

        @Test
        void that_have_expired() {
            assertThat(waiver("2026-06-14"))
                    .containsExactly(
                            "scenario.yaml, line 6, key waivers[0].expires: found 2026-06-14, which has passed, allowed: today (2026-06-15) or a later day. The finding must be mended, or team a must renew the waiver");
        }

        @Test
        void until_a_day_that_no_calendar_has() {
            assertThat(waiver("2027-02-30"))
                    .containsExactly(
                            "scenario.yaml, line 6, key waivers[0].expires: found \"2027-02-30\", allowed: a day of the calendar, such as 2027-01-31");
        }

        @ParameterizedTest(name = "expires: {0}")
        @ValueSource(strings = {"next year", "2027-01-31T10:00:00Z", "31.1.2027"})
        void until_what_is_no_day(String expires) {
            assertThat(waiver(expires))
                    .containsExactly(
                            "scenario.yaml, line 6, key waivers[0].expires: found \"%s\", allowed: the last day on which it holds, such as 2027-01-31"
                                    .formatted(expires));
        }

        @Test
        void without_reason_and_owner() {
            assertThat(folder.faultsAfterHead("waivers:\n  - {check: seccomp, expires: 2027-01-31, reason: ' '}\n"))
                    .containsExactlyInAnyOrder(
                            "scenario.yaml, line 6, key waivers[0].owner: found nothing, allowed: who answers for it",
                            "scenario.yaml, line 6, key waivers[0].reason: found \" \", allowed: why it is accepted");
        }

        private List<String> waiver(String expires) {
            return folder.faultsAfterHead("""
                    waivers:
                      - {check: seccomp, reason: because, owner: team a, expires: '%s'}
                    """.formatted(expires));
        }
    }
}
