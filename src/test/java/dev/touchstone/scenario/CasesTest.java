package dev.touchstone.scenario;

import static dev.touchstone.scenario.ScenarioFolder.HEAD;
import static dev.touchstone.scenario.ScenarioFolder.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CasesTest {

    private static final String STEPS = """
            function:
              - {name: it answers, helm: test}
              - {name: it counts, exec: {workload: deployment/web, container: web, command: [id]}, expect: {exit: 0}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @SuppressWarnings("NullAway.Init")
    private ScenarioFolder folder;

    @BeforeEach
    void prepare() {
        folder = new ScenarioFolder(temp);
        folder.write("three.yaml", "replicas: 3");
    }

    @Nested
    class Each_is_a_scenario_of_its_own {

        @Test
        void with_more_values_in_a_namespace_beside_the_other() {
            List<Scenario> all = read("""
                    values: [values.yaml]
                    baseline: [values.yaml]
                    cases:
                      - {name: three, values: [three.yaml]}
                    """);

            assertThat(all).extracting(Scenario::name).containsExactly("web", "web-three");
            Scenario three = all.get(1);
            assertThat(three.caseOf()).contains("web");
            assertThat(three.namespace()).isEqualTo("web-test-three");
            assertThat(three.release()).isEqualTo("web");
            assertThat(three.values()).containsExactly(temp.resolve("values.yaml"), temp.resolve("three.yaml"));
            assertThat(three.baseline()).isEmpty();
        }

        @Test
        void with_all_steps_unless_told() {
            List<Scenario> all = read(STEPS + """
                    cases:
                      - {name: all, values: [three.yaml]}
                      - {name: some, values: [three.yaml], steps: [it counts]}
                    """);

            assertThat(all.get(1).function()).extracting(Step::name).containsExactly("it answers", "it counts");
            assertThat(all.get(2).function()).extracting(Step::name).containsExactly("it counts");
        }

        @Test
        void with_its_own_waivers_and_those_of_the_scenario_which_may_accept_nothing_here() {
            List<Scenario> all = read("""
                    waivers:
                      - {check: no-token, reason: it watches, owner: team, expires: '2026-12-31'}
                    cases:
                      - name: three
                        values: [three.yaml]
                        waivers:
                          - {check: seccomp, reason: it traces, owner: team, expires: '2026-12-31'}
                    """);

            assertThat(all.get(0).waivers()).extracting(Waiver::mayBeIdle).containsExactly(false);
            assertThat(all.get(1).waivers()).extracting(Waiver::check).containsExactly("no-token", "seccomp");
            assertThat(all.get(1).waivers()).extracting(Waiver::mayBeIdle).containsExactly(true, false);
        }

        private List<Scenario> read(String text) {
            folder.write("scenario.yaml", HEAD + text);
            return ScenarioReader.withCases(folder.file, TODAY);
        }
    }

    @Nested
    class Is_refused {

        @Test
        void without_values_because_it_would_be_the_scenario_itself() {
            assertThat(folder.faultsAfterHead("cases: [{name: same}]\n"))
                    .singleElement()
                    .asString()
                    .contains("line 5", "cases[0]", "values");
        }

        @Test
        void with_a_name_that_an_earlier_one_has() {
            assertThat(folder.faultsAfterHead("""
                            cases:
                              - {name: three, values: [three.yaml]}
                              - {name: three, values: [three.yaml]}
                            """))
                    .containsExactly(
                            "scenario.yaml, line 7, key cases[1].name: found \"three\", which an earlier one has too, allowed: a name of its own for each");
        }

        @Test
        void with_a_name_that_no_namespace_can_have() {
            assertThat(folder.faultsAfterHead("cases: [{name: Three Replicas, values: [three.yaml]}]\n"))
                    .singleElement()
                    .asString()
                    .contains("line 5", "cases[0].name", "Three Replicas");
        }

        @Test
        void with_a_step_that_there_is_not() {
            assertThat(folder.faultsAfterHead(
                            STEPS + "cases: [{name: three, values: [three.yaml], steps: [it works]}]\n"))
                    .containsExactly(
                            "scenario.yaml, line 8, key cases[0].steps[0]: found \"it works\", allowed: the name of a step of function: it answers; it counts");
        }

        @Test
        void with_a_file_that_is_not_there() {
            assertThat(folder.faultsAfterHead("cases: [{name: four, values: [four.yaml]}]\n"))
                    .singleElement()
                    .asString()
                    .contains("line 5", "cases[0].values[0]", "four.yaml");
        }

        @Test
        void with_a_name_that_is_too_long_together_with_the_scenarios() {
            String head = HEAD.replace("scenario: web", "scenario: " + "w".repeat(60));

            assertThat(folder.faults(head + "cases: [{name: three, values: [three.yaml]}]\n"))
                    .singleElement()
                    .asString()
                    .contains("cases[0].name", "at most 63 characters");
        }
    }
}
