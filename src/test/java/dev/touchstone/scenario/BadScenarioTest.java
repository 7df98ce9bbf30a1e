package dev.touchstone.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a scenario file that is wrong as a whole: file, line, key, what was found, what is allowed. */
class BadScenarioTest {

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
    class A_file {

        @Test
        void that_is_not_there() {
            assertThat(folder.faultsOf(temp.resolve("none.yaml")))
                    .containsExactly("none.yaml: found no such file, allowed: a scenario file");
        }

        @Test
        void that_is_a_folder() {
            assertThat(folder.faultsOf(temp.resolve("chart")))
                    .singleElement()
                    .asString()
                    .startsWith("chart: found what cannot be read (");
        }

        @Test
        void of_bytes_that_are_no_text() throws IOException {
            Path file = temp.resolve("binary.yaml");
            Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

            assertThat(folder.faultsOf(file))
                    .containsExactly("binary.yaml: found bytes that are no text in UTF-8, allowed: a scenario file");
        }

        @Test
        void with_nothing_in_it() {
            assertThat(folder.faults("# to be written\n"))
                    .isEqualTo(folder.faults(""))
                    .containsExactly(
                            "scenario.yaml, line 1, key (top): found nothing, allowed: a mapping that begins with 'scenario:'");
        }

        @Test
        void that_is_a_list() {
            assertThat(folder.faults("# steps\n- a\n- b\n"))
                    .containsExactly(
                            "scenario.yaml, line 2, key (top): found [\"a\",\"b\"], allowed: a mapping that begins with 'scenario:'");
        }
    }

    @Nested
    class Keys {

        @Test
        void that_nobody_knows() {
            assertThat(folder.faultsAfterHead("relaese: web\n"))
                    .containsExactly(
                            "scenario.yaml, line 5, key relaese: found an unknown key, allowed: scenario, chart, release, namespace, values, baseline, identities, cases, upgrade, ready, after, function, disruption, waivers");
        }

        @Test
        void that_nobody_knows_on_the_line_of_the_key_and_not_of_what_it_holds() {
            assertThat(folder.faultsAfterHead("functions:\n\n  - name: a\n"))
                    .singleElement()
                    .asString()
                    .startsWith("scenario.yaml, line 5, key functions: found an unknown key");
        }

        @Test
        void that_are_missing() {
            assertThat(folder.faults("# a comment\nscenario: web\nnamespace: web-test\n"))
                    .containsExactly(
                            "scenario.yaml, line 2, key chart: found nothing, allowed: the chart's folder, which holds Chart.yaml, or its package (.tgz), or where it is pulled from: {oci, version} or {repository, name, version}",
                            "scenario.yaml, line 2, key release: found nothing, allowed: name of the Helm release: lower case letters, digits and dashes, at most 53 characters");
        }

        @Test
        void without_a_value() {
            assertThat(folder.faults(ScenarioFolder.HEAD.replace("release: web", "release:")))
                    .containsExactly(
                            "scenario.yaml, line 3, key release: found nothing, allowed: a text: name of the Helm release: lower case letters, digits and dashes, at most 53 characters");
        }

        @Test
        void that_stand_twice() {
            assertThat(folder.faultsAfterHead("ready: 5m\nrelease: other\n"))
                    .containsExactly(
                            "scenario.yaml, line 6, key release: found a second time, after line 3, allowed: once");
        }

        @Test
        void that_stand_twice_further_down() {
            assertThat(folder.faultsAfterHead("function:\n  - name: a\n    helm: test\n    name: b\n"))
                    .containsExactly(
                            "scenario.yaml, line 8, key function[0].name: found a second time, after line 6, allowed: once");
        }

        @Test
        void that_are_no_text() {
            assertThat(folder.faultsAfterHead("[a]: b\n"))
                    .containsExactly(
                            "scenario.yaml, line 5, key (top): found a list or a mapping as a key, allowed: a text");
        }
    }

    @Nested
    class Several_faults {

        @Test
        void of_form_are_told_at_once_in_the_order_of_their_lines() {
            assertThat(folder.faultsAfterHead("""
                            colour: red
                            ready: soon
                            waivers:
                              - check: readonly
                                owner: me
                                expires: 2027-01-31
                            """))
                    .satisfiesExactly(
                            fault -> assertThat(fault)
                                    .startsWith("scenario.yaml, line 5, key colour: found an unknown key"),
                            fault -> assertThat(fault).startsWith("scenario.yaml, line 6, key ready: found \"soon\""),
                            fault -> assertThat(fault)
                                    .startsWith("scenario.yaml, line 8, key waivers[0].check: found \"readonly\""),
                            fault -> assertThat(fault)
                                    .startsWith("scenario.yaml, line 8, key waivers[0].reason: found nothing"));
        }

        @Test
        void of_meaning_are_told_at_once() {
            assertThat(folder.faults("""
                            scenario: web
                            chart: nowhere
                            release: web
                            namespace: web-test
                            values: [no.yaml]
                            function:
                              - name: a
                              - name: a
                                helm: test
                            """))
                    .satisfiesExactly(
                            fault -> assertThat(fault).startsWith("scenario.yaml, line 2, key chart: "),
                            fault -> assertThat(fault).startsWith("scenario.yaml, line 5, key values[0]: "),
                            fault -> assertThat(fault).startsWith("scenario.yaml, line 7, key function[0]: "),
                            fault -> assertThat(fault).startsWith("scenario.yaml, line 8, key function[1].name: "));
        }
    }
}
