package dev.touchstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    private static final String HEALTHY_VERSION = "{\"Version\":\"28.2\",\"ApiVersion\":\"1.50\"}";
    private static final String HEALTHY_INFO =
            "{\"MemoryLimit\":true,\"CpuCfsQuota\":true,\"PidsLimit\":true,\"CgroupDriver\":\"systemd\",\"SecurityOptions\":[]}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Nested
    class Of_an_engine_that_cannot_be_asked {

        @Test
        void says_that_there_is_no_socket() {
            assertThat(examine(folder.resolve("none.sock"))).singleElement().satisfies(diagnosis -> {
                assertThat(diagnosis.cause()).contains("No container engine", "none.sock");
                assertThat(diagnosis.cure()).contains("Install Docker", "scripts/setup");
            });
        }

        @Test
        void says_that_the_engine_is_stopped_where_only_its_socket_is_left() throws IOException {
            Path socket = folder.resolve("left.sock");
            listen(socket).close();

            assertThat(examine(socket))
                    .singleElement()
                    .satisfies(diagnosis -> assertThat(diagnosis.cause()).contains("is stopped", "Connection refused"));
        }

        @Test
        void says_that_the_engine_does_not_answer() throws IOException {
            Path socket = folder.resolve("silent.sock");
            try (ServerSocketChannel silent = listen(socket)) {
                assertThat(silent.isOpen()).isTrue();
                assertThat(examine(socket))
                        .singleElement()
                        .satisfies(diagnosis -> assertThat(diagnosis.cause()).contains("does not answer"));
            }
        }
    }

    @Nested
    class Of_an_engine_that_answers {

        @Test
        void finds_nothing_where_all_is_well() throws IOException {
            assertThat(examineAnswering(HEALTHY_VERSION, HEALTHY_INFO)).isEmpty();
        }

        @Test
        void finds_an_engine_that_is_too_old() throws IOException {
            assertThat(examineAnswering("{\"Version\":\"19.03\",\"ApiVersion\":\"1.40\"}", HEALTHY_INFO))
                    .extracting(Diagnosis::cause)
                    .containsExactly("The engine 19.03 speaks API 1.40; expected 1.41 (Docker 20.10) or newer");
        }

        @Test
        void is_not_taken_in_by_what_is_no_engine() throws IOException {
            assertThat(examineAnswering("<html>", HEALTHY_INFO))
                    .extracting(Diagnosis::cause)
                    .singleElement()
                    .asString()
                    .contains("or is no engine: it answered with something that is not JSON");
        }

        @Test
        void finds_missing_controllers_and_remapped_users_at_once() throws IOException {
            String info =
                    "{\"MemoryLimit\":false,\"CpuCfsQuota\":true,\"PidsLimit\":false,\"SecurityOptions\":[\"name=userns\"]}";

            assertThat(examineAnswering(HEALTHY_VERSION, info))
                    .extracting(Diagnosis::cause)
                    .satisfiesExactly(
                            cause -> assertThat(cause).contains("no cgroup controllers for memory, pids"),
                            cause -> assertThat(cause).contains("--privileged is not possible"));
        }

        @Test
        void finds_too_little_memory_and_disk() throws IOException {
            Path socket = folder.resolve("small.sock");
            try (AnsweringEngine engine = new AnsweringEngine(listen(socket), HEALTHY_VERSION, HEALTHY_INFO)) {
                engine.start();
                assertThat(new Doctor(EngineLocation.ofSocket(socket), machine(1L << 29, 1L << 30)).examine(2))
                        .extracting(Diagnosis::cause)
                        .satisfiesExactly(
                                cause -> assertThat(cause).contains("0.5 GiB are free, 2 nodes need 2.0 GiB"),
                                cause -> assertThat(cause).contains("Too little disk: 1.0 GiB"));
            }
        }

        private static final String FOUR = "{\"NCPU\":4}";

        @Test
        void carries_as_many_clusters_as_fit_into_its_memory_but_no_more_than_it_has_processors() throws IOException {
            Path socket = folder.resolve("engine.sock");
            try (AnsweringEngine engine = new AnsweringEngine(listen(socket), FOUR, FOUR, FOUR)) {
                engine.start();
                Doctor doctor = new Doctor(EngineLocation.ofSocket(socket), machine(12L << 30, 1L << 40));

                assertThat(doctor.clustersAtOnce(1, 1L << 30)).isEqualTo(4);
                assertThat(doctor.clustersAtOnce(3, 1L << 30)).isEqualTo(3);
                assertThat(doctor.clustersAtOnce(1, 20L << 30)).isEqualTo(1);
            }
        }

        private List<Diagnosis> examineAnswering(String version, String info) throws IOException {
            Path socket = folder.resolve("engine.sock");
            try (AnsweringEngine engine = new AnsweringEngine(listen(socket), version, info)) {
                engine.start();
                return examine(socket);
            }
        }
    }

    @Test
    void forewarns_of_logs_that_end_where_nodes_may_take_more_inotify_instances_than_there_are() {
        Doctor doctor = new Doctor(EngineLocation.ofSocket(folder.resolve("engine.sock")), machine(1L << 40, 1L << 40));

        assertThat(doctor.forewarn(1)).isEmpty();
        assertThat(doctor.forewarn(3)).hasValueSatisfying(diagnosis -> {
            assertThat(diagnosis.cause())
                    .contains("each user 128 inotify instances; a cluster such as this may take 384");
            assertThat(diagnosis.cure()).contains("fs.inotify.max_user_instances");
        });
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void reads_all_digits_of_this_machines_limit() throws IOException {
        // All that there is comes with the first read.
        try (InputStream limit = Files.newInputStream(Path.of("/proc/sys/fs/inotify/max_user_instances"))) {
            byte[] read = new byte[64];
            String digits = new String(read, 0, limit.read(read), StandardCharsets.UTF_8).strip();

            assertThat(MachineFacts.ofThisMachine().inotifyInstances()).hasValue(Long.parseLong(digits));
        }
    }

    @Test
    void finds_a_port_that_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Doctor.portTaken(taken.getLocalPort()))
                    .hasValueSatisfying(diagnosis ->
                            assertThat(diagnosis.cause()).contains("Port " + taken.getLocalPort(), "is taken"));
        }
    }

    private static List<Diagnosis> examine(Path socket) {
        return new Doctor(EngineLocation.ofSocket(socket), machine(1L << 40, 1L << 40)).examine(1);
    }

    private static ServerSocketChannel listen(Path socket) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    static MachineFacts machine(long memory, long disk) {
        return new MachineFacts() {
            @Override
            public Optional<Long> availableMemory() {
                return Optional.of(memory);
            }

            @Override
            public Optional<Long> usableDisk(Path folder) {
                return Optional.of(disk);
            }

            @Override
            public Optional<Long> inotifyInstances() {
                return Optional.of(128L);
            }
        };
    }

    /** Gives the two answers that the doctor asks an engine for, as engines of any age and make could give them. */
    private static final class AnsweringEngine extends Thread implements AutoCloseable {

        private final ServerSocketChannel channel;
        private final List<String> answers;

        AnsweringEngine(ServerSocketChannel channel, String... answers) {
            super("answering-engine");
            this.channel = channel;
            this.answers = List.of(answers);
        }

        @Override
        public void run() {
            for (String answer : answers) {
                try (SocketChannel connection = channel.accept()) {
                    connection.read(ByteBuffer.allocate(1024));
                    connection.write(
                            ByteBuffer.wrap(("HTTP/1.0 200 OK\r\n\r\n" + answer).getBytes(StandardCharsets.UTF_8)));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
