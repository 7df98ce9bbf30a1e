package dev.touchstone.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a functional step that is wrong. Its first key stands on line 6. */
class BadStepTest {

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
    class That_comes_after_those_of_another_scenario {

        @Test
        void has_a_name_of_its_own() {
            folder.write("first.yaml", ScenarioFolder.HEAD + "function: [{name: a, helm: test}]");

            assertThat(folder.faults(ScenarioFolder.HEAD + "after: first.yaml\nfunction: [{name: a, helm: test}]"))
                    .singleElement()
                    .asString()
                    .contains("line 6", "function[0].name", "which an earlier step has too");
        }

        @Test
        void is_in_no_circle() {
            folder.write("first.yaml", ScenarioFolder.HEAD + "after: scenario.yaml");

            assertThat(folder.faults(ScenarioFolder.HEAD + "after: first.yaml"))
                    .containsExactly(
                            "first.yaml, line 5, key after: found \"scenario.yaml\", which comes after this one, allowed: another scenario");
        }

        @Test
        void finds_the_other_file() {
            assertThat(folder.faults(ScenarioFolder.HEAD + "after: none.yaml"))
                    .singleElement()
                    .asString()
                    .contains("line 5", "key after", "there is no file");
        }
    }

    @Nested
    class Its_action {

        @Test
        void is_missing() {
            assertThat(step("- name: a"))
                    .containsExactly(
                            "scenario.yaml, line 6, key function[0]: found no action, allowed: exactly one of job, exec, http, helm, restart");
        }

        @Test
        void is_two() {
            assertThat(step("- name: a", "  helm: test", "  job: job.yaml", "  expect: {contains: [x]}"))
                    .containsExactly(
                            "scenario.yaml, line 6, key function[0]: found job and helm, allowed: exactly one of job, exec, http, helm, restart");
        }

        @Test
        void is_a_restart_with_what_a_restart_cannot_have() {
            assertThat(step(
                            "- name: a",
                            "  restart: [deployment/web]",
                            "  expect: {contains: [x]}",
                            "  compare: {lines: x}"))
                    .satisfiesExactly(
                            fault -> assertThat(fault).contains("line 8", "function[0].expect", "beside restart"),
                            fault -> assertThat(fault).contains("line 9", "function[0].compare", "beside restart"));
        }

        @Test
        void compares_by_what_is_no_regular_expression() {
            assertThat(step(
                            "- name: a",
                            "  http: {service: web, port: 80, path: /}",
                            "  expect: {status: 200}",
                            "  compare: {lines: '('}"))
                    .singleElement()
                    .asString()
                    .contains("function[0].compare.lines", "a regular expression", "Unclosed group");
        }

        @Test
        void is_a_job_in_no_file() {
            assertThat(step("- name: a", "  job: jobs/a.yaml", "  expect: {contains: [x]}"))
                    .containsExactly(
                            "scenario.yaml, line 7, key function[0].job: found \"jobs/a.yaml\", but there is no file jobs/a.yaml, allowed: a file");
        }

        @Test
        void is_something_else_of_Helm() {
            assertThat(step("- name: a", "  helm: rollback"))
                    .containsExactly("scenario.yaml, line 7, key function[0].helm: found \"rollback\", allowed: test");
        }

        @Test
        void is_a_command_in_what_is_no_workload() {
            assertThat(step(
                            "- name: a",
                            "  exec:",
                            "    workload: pod/web-0",
                            "    container: web",
                            "    command: [ls, 1]",
                            "  expect: {exit: 0}"))
                    .containsExactly(
                            "scenario.yaml, line 8, key function[0].exec.workload: found \"pod/web-0\", allowed: kind and name, as kubectl writes them: deployment/NAME, statefulset/NAME or daemonset/NAME",
                            "scenario.yaml, line 10, key function[0].exec.command[1]: found 1, allowed: a text: the command or one argument");
        }

        @Test
        void is_a_request_that_cannot_be_made() {
            assertThat(step(
                            "- name: a",
                            "  http:",
                            "    service: web",
                            "    port: 1.5",
                            "    path: ready",
                            "    method: FETCH",
                            "  expect: {status: 200}"))
                    .containsExactly(
                            "scenario.yaml, line 9, key function[0].http.port: found 1.5, allowed: a text or a whole number: name or number of the service's port",
                            "scenario.yaml, line 10, key function[0].http.path: found \"ready\", allowed: begins with a slash",
                            "scenario.yaml, line 11, key function[0].http.method: found \"FETCH\", allowed: GET, POST, PUT, DELETE");
        }
    }

    @Nested
    class Its_name {

        @Test
        void is_that_of_an_earlier_step() {
            assertThat(step("- name: a", "  helm: test", "- helm: test", "  name: a"))
                    .containsExactly(
                            "scenario.yaml, line 9, key function[1].name: found \"a\", which an earlier step has too, allowed: a name of its own for each step");
        }

        @Test
        void is_missing() {
            assertThat(step("- helm: test"))
                    .containsExactly(
                            "scenario.yaml, line 6, key function[0].name: found nothing, allowed: a sentence that is true when the step succeeds");
        }
    }

    @Nested
    class Its_variables_and_control {

        @Test
        void stand_beside_a_command() {
            assertThat(step(
                            "- name: a",
                            "  exec: {workload: deployment/web, container: web, command: [ls]}",
                            "  env: {A: b}",
                            "  expect: {exit: 0}",
                            "  control: {env: {A: c}, expect: {exit: 1}}"))
                    .containsExactly(
                            "scenario.yaml, line 8, key function[0].env: found {\"A\":\"b\"} beside exec, allowed: only beside job",
                            "scenario.yaml, line 10, key function[0].control: found {\"env\":{\"A\":\"c\"},\"expect\":{\"exit\":1}} beside exec, allowed: only beside job");
        }

        @Test
        void are_numbers_without_quotes() {
            assertThat(step(
                            "- name: a",
                            "  job: job.yaml",
                            "  env:",
                            "    A: 1",
                            "    B: true",
                            "  expect: {contains: [x]}"))
                    .containsExactly(
                            "scenario.yaml, line 9, key function[0].env.A: found 1, allowed: a text: a variable's value, in quotes",
                            "scenario.yaml, line 10, key function[0].env.B: found true, allowed: a text: a variable's value, in quotes");
        }

        @Test
        void lack_what_must_be_seen() {
            assertThat(step("- name: a", "  job: job.yaml", "  expect: {exit: 0}", "  control:", "    env: {A: b}"))
                    .containsExactly(
                            "scenario.yaml, line 9, key function[0].control.expect: found nothing, allowed: what must be seen: contains, exit or status");
        }
    }

    private List<String> step(String... lines) {
        return folder.faultsAfterHead("function:\n  " + String.join("\n  ", lines) + "\n");
    }
}
