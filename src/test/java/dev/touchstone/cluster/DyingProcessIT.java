package dev.touchstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/**
 * Three runs at the same time on one machine, each of which ends in another way: two are killed while their clusters come up, one
 * is told to end when it has its own. None leaves anything behind.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DyingProcessIT {

    private static final Map<String, String> WITHOUT_REAPER = Map.of("TESTCONTAINERS_RYUK_DISABLED", "true");

    private final Engine engine = new Engine();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path book;

    @SuppressWarnings("NullAway.Init")
    private LeaseProcess killed;

    @SuppressWarnings("NullAway.Init")
    private LeaseProcess killedUnderReaper;

    @SuppressWarnings("NullAway.Init")
    private LeaseProcess terminated;

    @BeforeAll
    void startThreeRunsAtTheSameTime() throws Exception {
        killed = LeaseProcess.start(book, 1, WITHOUT_REAPER);
        killedUnderReaper = LeaseProcess.start(book, 2, Map.of());
        terminated = LeaseProcess.start(book, 1, WITHOUT_REAPER);
        for (LeaseProcess each : List.of(killed, killedUnderReaper)) {
            assertThat(each.awaitContainers()).contains("starting a cluster");
            assertThat(containersOf(each)).isNotEmpty();
            each.kill();
            // What is left of its cluster would go on coming up, and take the processor from the third. A killed
            // container is still there; pausing would do as well, but a busy node cannot always be frozen.
            engine.containers(Map.of(Labels.CLUSTER, each.cluster())).stream()
                    .filter(container -> "running".equals(container.getState()))
                    .forEach(container -> DockerClientFactory.lazyClient()
                            .killContainerCmd(container.getId())
                            .exec());
        }
        assertThat(terminated.awaitLease()).contains("LEASED k3s-");
        assertThat(List.of(killed.cluster(), killedUnderReaper.cluster(), terminated.cluster()))
                .doesNotHaveDuplicates();
    }

    @AfterAll
    void endWhatATestMayHaveLeftRunning() throws Exception {
        for (LeaseProcess each : List.of(killed, killedUnderReaper, terminated)) {
            each.kill();
        }
        new Sweeper(engine, new LeaseBook(book)).sweep();
    }

    @Test
    void a_killed_process_leaves_a_cluster_that_the_next_run_sweeps_and_no_other() throws Exception {
        assertThat(containersOf(killed)).isNotEmpty();

        new Sweeper(engine, new LeaseBook(book)).sweep();

        assertThat(containersOf(killed)).isEmpty();
        assertThat(engine.networks(Labels.CLUSTER + "=" + killed.cluster())).isEmpty();
    }

    @Test
    void a_killed_process_is_cleaned_up_after_by_the_reaper_where_there_is_one() throws Exception {
        Await.that("the reaper has removed cluster " + killedUnderReaper.cluster())
                .within(Duration.ofMinutes(3))
                .until(() -> {
                    List<String> containers = containersOf(killedUnderReaper);
                    int networks = engine.networks(Labels.CLUSTER + "=" + killedUnderReaper.cluster())
                            .size();
                    return State.of(
                            containers.isEmpty() && networks == 0,
                            "containers: %s, networks: %d".formatted(containers, networks));
                });
    }

    @Test
    void a_terminated_process_removes_its_cluster_before_it_ends() throws Exception {
        terminated.terminate();

        assertThat(containersOf(terminated)).isEmpty();
        assertThat(book.resolve(terminated.cluster())).doesNotExist();
    }

    @Test
    void a_run_without_an_engine_ends_in_an_error_that_names_cause_and_cure() throws Exception {
        LeaseProcess run = LeaseProcess.start(book, 1, Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock"));

        assertThat(run.awaitLease())
                .contains("No cluster can be leased", "there is no socket at /nowhere/docker.sock", "Install Docker");
        assertThat(run.exitCode()).isNotZero();
    }

    private List<String> containersOf(LeaseProcess run) {
        return engine.containers(Map.of(Labels.CLUSTER, run.cluster())).stream()
                .map(container -> String.join(" ", container.getNames()))
                .toList();
    }
}
