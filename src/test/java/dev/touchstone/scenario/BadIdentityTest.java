package dev.touchstone.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadIdentityTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @SuppressWarnings("NullAway.Init")
    private ScenarioFolder folder;

    @BeforeEach
    void prepare() {
        folder = new ScenarioFolder(temp);
    }

    @Test
    void names_a_step_that_there_is_not() {
        assertThat(folder.faultsAfterHead("""
                        identities:
                          - {name: others, steps: [it works]}
                        function:
                          - {name: it answers, helm: test}
                        """))
                .containsExactly(
                        "scenario.yaml, line 6, key identities[0].steps[0]: found \"it works\", allowed: the name of a step of function: it answers");
    }

    @Test
    void has_a_name_that_an_earlier_one_has() {
        assertThat(folder.faultsAfterHead("""
                        identities:
                          - {name: others}
                          - {name: others}
                        """))
                .containsExactly(
                        "scenario.yaml, line 7, key identities[1].name: found \"others\", which an earlier one has too, allowed: a name of its own for each");
    }

    @Test
    void has_a_range_that_is_none() {
        assertThat(folder.faultsAfterHead("identities: [{name: others, range: 1000-2000}]\n"))
                .singleElement()
                .asString()
                .contains("line 5", "identities[0].range", "1000680000/10000");
    }
}
