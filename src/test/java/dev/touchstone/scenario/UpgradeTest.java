package dev.touchstone.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reads data back, and the migration that makes it readable. */
class UpgradeTest {

    private static final String STEPS = """
            function:
              - {name: write, helm: test}
              - {name: once, restart: [statefulset/web]}
              - {name: between, helm: test}
              - {name: again, restart: [statefulset/web]}
              - {name: read, helm: test}
              - {name: read more, helm: test}
            """;

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
    void reads_back_what_comes_after_the_last_restart() {
        assertThat(folder.readAfterHead(STEPS).upgrade().readBack()).containsExactly("read", "read more");
    }

    @Test
    void reads_back_after_the_last_restart_of_each_file() {
        folder.write("first.yaml", ScenarioFolder.HEAD + STEPS);

        assertThat(folder.readAfterHead("""
                        after: first.yaml
                        function:
                          - {name: write other, helm: test}
                          - {name: anew, restart: [statefulset/other]}
                          - {name: read other, helm: test}
                        """).upgrade().readBack()).containsExactly("read", "read more", "read other");
    }

    @Test
    void reads_nothing_back_where_nothing_is_restarted() {
        assertThat(folder.readAfterHead("function: [{name: write, helm: test}]\n")
                        .upgrade())
                .isEqualTo(Upgrade.NONE);
    }

    @Test
    void takes_a_migration() {
        folder.write("migrate.yaml", "kind: Job");

        assertThat(folder.readAfterHead("baseline: [values.yaml]\nupgrade: {job: migrate.yaml}\n" + STEPS)
                        .upgrade()
                        .migration())
                .contains(temp.resolve("migrate.yaml"));
    }

    @Test
    void refuses_a_migration_that_is_not_there() {
        assertThat(folder.faultsAfterHead("baseline: [values.yaml]\nupgrade: {job: none.yaml}\n" + STEPS))
                .containsExactly(
                        "scenario.yaml, line 6, key upgrade.job: found \"none.yaml\", but there is no file none.yaml, allowed: a file");
    }

    @Test
    void refuses_a_migration_for_nothing() {
        assertThat(folder.faultsAfterHead("upgrade: {job: values.yaml}\n" + STEPS))
                .containsExactly(
                        "scenario.yaml, line 5, key upgrade.job: found \"values.yaml\", but there is no baseline, allowed: beside a baseline to upgrade from, and steps after a restart that read its data");
        assertThat(folder.faultsAfterHead("baseline: [values.yaml]\nupgrade: {job: values.yaml}\n"))
                .containsExactly(
                        "scenario.yaml, line 6, key upgrade.job: found \"values.yaml\", but there is no step after a restart, allowed: beside a baseline to upgrade from, and steps after a restart that read its data");
    }
}
