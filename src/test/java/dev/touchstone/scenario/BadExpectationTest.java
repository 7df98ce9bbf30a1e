package dev.touchstone.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of an expectation that cannot be met, or proves nothing. Its step begins on line 6. */
class BadExpectationTest {

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
    class Its_expectation {

        @Test
        void is_missing() {
            assertThat(step("- name: a", "  job: job.yaml"))
                    .containsExactly(
                            "scenario.yaml, line 6, key function[0].expect: found nothing, allowed: what must be seen; a step without it proves nothing");
        }

        @Test
        void expects_nothing() {
            assertThat(step("- name: a", "  job: job.yaml", "  expect: {}"))
                    .containsExactly(
                            "scenario.yaml, line 8, key function[0].expect: found {}, allowed: what must be seen: contains, exit or status");
        }

        @Test
        void is_blank() {
            assertThat(step(
                            "- name: a",
                            "  job: job.yaml",
                            "  expect:",
                            "    contains:",
                            "      - right",
                            "      - '  '"))
                    .containsExactly(
                            "scenario.yaml, line 11, key function[0].expect.contains[1]: found \"  \", allowed: a text that is not blank");
        }

        @Test
        void is_a_text_in_place_of_a_list() {
            assertThat(step("- name: a", "  job: job.yaml", "  expect:", "    contains: right"))
                    .containsExactly(
                            "scenario.yaml, line 9, key function[0].expect.contains: found \"right\", allowed: a list: texts that the log, the output or the body must contain, every one of them; at least one");
        }

        @Test
        void is_a_status_that_HTTP_does_not_know() {
            assertThat(step("- name: a", "  http: {service: web, port: 80, path: /}", "  expect: {status: 20}"))
                    .containsExactly(
                            "scenario.yaml, line 8, key function[0].expect.status: found 20, allowed: status of the answer over HTTP, from 100 to 599; 200 unless told");
        }

        @Test
        void would_be_ignored_beside_its_action() {
            assertThat(step(
                            "- name: a",
                            "  job: job.yaml",
                            "  expect: {status: 200}",
                            "- name: b",
                            "  http: {service: web, port: 80, path: /}",
                            "  expect: {exit: 1}"))
                    .containsExactly(
                            "scenario.yaml, line 8, key function[0].expect.status: found 200 beside job, allowed: only beside http",
                            "scenario.yaml, line 11, key function[1].expect.exit: found 1 beside http, allowed: only beside job or exec");
        }
    }

    private List<String> step(String... lines) {
        return folder.faultsAfterHead("function:\n  " + String.join("\n  ", lines) + "\n");
    }
}
