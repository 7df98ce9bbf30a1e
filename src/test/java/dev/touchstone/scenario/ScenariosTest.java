package dev.touchstone.scenario;

import static dev.touchstone.scenario.ScenarioFolder.HEAD;
import static dev.touchstone.scenario.ScenarioFolder.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class ScenariosTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @Nested
    class Of_a_folder {

        @Test
        void are_read_in_the_order_of_their_folders() {
            write("b", "web");
            write("a", "queue");

            assertThat(Scenarios.in(temp, TODAY).all())
                    .extracting(Scenario::name)
                    .containsExactly("queue", "web");
        }

        @Test
        void may_not_be_two_of_one_name() {
            write("a", "web");
            write("b", "web");

            assertThatThrownBy(() -> Scenarios.in(temp, TODAY))
                    .isInstanceOf(InvalidScenarioException.class)
                    .hasMessage("%s, line 1, key scenario: found \"web\", which %s has too, allowed: a name of its own"
                            .formatted(temp.resolve("b/scenario.yaml"), temp.resolve("a/scenario.yaml")));
        }

        @Test
        void may_not_have_a_case_that_is_called_like_another_one() {
            new ScenarioFolder(temp.resolve("a"))
                    .write("scenario.yaml", HEAD + "cases: [{name: three, values: [values.yaml]}]\n");
            write("b", "web-three");

            assertThatThrownBy(() -> Scenarios.in(temp, TODAY))
                    .hasMessage(
                            "%s, line 1, key scenario: found \"web-three\", which %s has too, allowed: a name of its own"
                                    .formatted(temp.resolve("b/scenario.yaml"), temp.resolve("a/scenario.yaml")));
        }

        @Test
        void may_not_be_none() {
            assertThatThrownBy(() -> Scenarios.in(temp, TODAY))
                    .hasMessage("%s: found no */scenario.yaml, expected at least one; nothing would be proven"
                            .formatted(temp));
        }

        @Test
        void may_not_lie_in_a_folder_that_does_not_exist() {
            assertThatThrownBy(() -> Scenarios.in(temp.resolve("nowhere"), TODAY))
                    .isInstanceOf(InvalidScenarioException.class)
                    .hasMessageContaining("found no */scenario.yaml");
        }

        @Test
        void tell_the_faults_of_all_of_them() {
            new ScenarioFolder(temp.resolve("a")).write("scenario.yaml", HEAD + "colour: red\n");
            new ScenarioFolder(temp.resolve("b")).write("scenario.yaml", HEAD + "ready: soon\n");

            assertThatThrownBy(() -> Scenarios.in(temp, TODAY))
                    .hasMessageContainingAll(
                            "a/scenario.yaml, line 5, key colour", "b/scenario.yaml, line 5, key ready");
        }
    }

    @Nested
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    class Chosen_by_system_property {

        @BeforeEach
        void makeThree() {
            write("a", "one");
            write("b", "two");
            write("c", "three");
            System.setProperty("touchstone.scenarios.folder", temp.toString());
        }

        @AfterEach
        void forget() {
            System.clearProperty("touchstone.scenarios.folder");
            System.clearProperty("touchstone.scenarios");
        }

        @Test
        void are_all_unless_told() {
            assertThat(Scenarios.selected()).extracting(Scenario::name).containsExactly("one", "two", "three");
        }

        @Test
        void are_those_that_it_names_each_once() {
            System.setProperty("touchstone.scenarios", "three, one,three,");

            assertThat(Scenarios.selected()).extracting(Scenario::name).containsExactly("three", "one");
        }

        @Test
        void bring_their_cases_which_can_be_chosen_by_themselves() {
            new ScenarioFolder(temp.resolve("d"))
                    .write(
                            "scenario.yaml",
                            HEAD + "cases: [{name: x, values: [values.yaml]}, {name: y, values: [values.yaml]}]\n");

            System.setProperty("touchstone.scenarios", "web");
            assertThat(Scenarios.selected()).extracting(Scenario::name).containsExactly("web", "web-x", "web-y");
            System.setProperty("touchstone.scenarios", "web-y");
            assertThat(Scenarios.selected()).extracting(Scenario::name).containsExactly("web-y");
        }

        @Test
        void must_exist() {
            System.setProperty("touchstone.scenarios", "one,four,five");

            assertThatThrownBy(Scenarios::selected)
                    .isInstanceOf(InvalidScenarioException.class)
                    .hasMessage("""
                            scenario 'four': there is none of that name, there are: one, two, three
                            scenario 'five': there is none of that name, there are: one, two, three""");
        }
    }

    private void write(String folder, String name) {
        new ScenarioFolder(temp.resolve(folder))
                .write("scenario.yaml", HEAD.replace("scenario: web", "scenario: " + name));
    }
}
