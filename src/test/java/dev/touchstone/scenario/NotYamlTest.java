package dev.touchstone.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a scenario file that is not YAML. */
class NotYamlTest {

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
    class Not_YAML {

        @Test
        void because_a_colon_is_one_too_many() {
            assertThat(folder.faults("scenario: web\nchart: a: b\n"))
                    .containsExactly("scenario.yaml, line 2: this is not YAML: mapping values are not allowed here");
        }

        @Test
        void because_a_tab_indents() {
            assertThat(folder.faultsAfterHead("function:\n\t- name: a\n"))
                    .singleElement()
                    .asString()
                    .startsWith("scenario.yaml, line 6: this is not YAML: ")
                    .contains("TAB");
        }

        @Test
        void because_a_list_is_never_closed_which_names_where_it_begins() {
            assertThat(folder.faultsAfterHead("values: [a\nready: 5m\n"))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "scenario.yaml, line 6: this is not YAML: while parsing a flow sequence, which begins on line 5: ");
        }

        @Test
        void because_it_is_two_documents() {
            assertThat(folder.faults("scenario: web\n---\nscenario: other\n"))
                    .singleElement()
                    .asString()
                    .startsWith("scenario.yaml, line 2: this is not YAML: ")
                    .contains("found another document");
        }

        @Test
        void because_an_alias_has_no_anchor() {
            assertThat(folder.faultsAfterHead("ready: *soon\n"))
                    .containsExactly("scenario.yaml, line 5: this is not YAML: found undefined alias soon");
        }

        @Test
        void because_an_anchor_holds_itself() {
            assertThat(folder.faultsAfterHead("function: &all [*all]\n"))
                    .containsExactly("scenario.yaml, line 5: this is not YAML: found an anchor that holds itself");
        }

        @Test
        void because_of_a_character() {
            assertThat(folder.faults("scenario: web\nchart: \u0001\n"))
                    .containsExactly(
                            "scenario.yaml, line 2: this is not YAML: found the character U+0001, which YAML does not allow");
        }
    }
}
