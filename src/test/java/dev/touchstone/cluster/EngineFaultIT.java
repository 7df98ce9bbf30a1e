package dev.touchstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real engine that is stopped while somebody wants a cluster: a second dockerd, so that the first can go on working. */
class EngineFaultIT {

    private static final Path DOCKERD = Path.of("/usr/sbin/dockerd");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Process dockerd;

    @BeforeEach
    void startASecondEngine() throws IOException {
        assumeThat(Files.isExecutable(DOCKERD) && "root".equals(System.getProperty("user.name")))
                .as("a second dockerd needs the program and root's rights")
                .isTrue();
        // In namespaces of its own: a second dockerd would take the first one's bridge away.
        dockerd = new ProcessBuilder(
                        "unshare",
                        "--net",
                        "--mount",
                        DOCKERD.toString(),
                        "--host=unix://" + socket(),
                        "--data-root=" + folder.resolve("data"),
                        "--exec-root=" + folder.resolve("exec"),
                        "--pidfile=" + folder.resolve("pid"),
                        "--bridge=none",
                        "--iptables=false")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Await.that("the second engine answers")
                .until(() -> State.of(examine().isEmpty(), examine().toString()));
    }

    @AfterEach
    void stop() throws InterruptedException {
        signal("CONT");
        dockerd.destroy(); // not forcibly: it ends its containerd, and takes its own mounts away
        assertThat(dockerd.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void an_engine_that_hangs_and_one_that_was_stopped_are_told_apart() throws InterruptedException {
        signal("STOP");
        assertThat(examine())
                .singleElement()
                .satisfies(diagnosis -> assertThat(diagnosis.cause()).contains("does not answer", socket().toString()));

        signal("CONT");
        stop();
        assertThat(examine()).singleElement().satisfies(diagnosis -> {
            assertThat(diagnosis.cause())
                    .contains(socket().toString())
                    .containsAnyOf("is stopped", "there is no socket");
            assertThat(diagnosis.cure()).contains("Docker");
        });
    }

    private Path socket() {
        return folder.resolve("engine.sock");
    }

    private List<Diagnosis> examine() {
        MachineFacts plenty = DoctorTest.machine(Long.MAX_VALUE, Long.MAX_VALUE);
        return new Doctor(EngineLocation.ofSocket(socket()), plenty).examine(1);
    }

    private void signal(String name) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(dockerd.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
