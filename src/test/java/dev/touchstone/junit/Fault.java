package dev.touchstone.junit;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;

/** What may happen to a run. Each is done to the real thing; those of the machine itself need its root. */
enum Fault {
    NONE {
        @Override
        void strike(Cluster cluster, Path evidence) {}
    },
    /** The node is gone, as when the engine runs out of memory. */
    K3S_KILLED {
        @Override
        void strike(Cluster cluster, Path evidence) {
            DockerClientFactory.lazyClient().killContainerCmd(node(cluster)).exec();
        }
    },
    /** Nobody answers for a while, as when a laptop sleeps. */
    API_STOPPED {
        @Override
        void strike(Cluster cluster, Path evidence) throws InterruptedException {
            String node = node(cluster);
            DockerClientFactory.lazyClient().pauseContainerCmd(node).exec();
            try {
                Thread.sleep(STOPPED.toMillis());
            } finally {
                DockerClientFactory.lazyClient().unpauseContainerCmd(node).exec();
            }
        }
    },
    /** Every connection to the API server is reset, whatever it was for: exec, watch or request. */
    STREAMS_CUT {
        @Override
        void strike(Cluster cluster, Path evidence) {
            cluster.nodes().get(0).run("""
                            set -e
                            PATH=$PATH:/bin/aux
                            iptables -I INPUT -i eth0 -p tcp --dport 6443 -j REJECT --reject-with tcp-reset
                            sleep 1
                            iptables -D INPUT -i eth0 -p tcp --dport 6443 -j REJECT --reject-with tcp-reset
                            """);
        }
    },
    /** Evidence cannot be written any more. */
    DISK_FULL {
        @Override
        void prepare(Path evidence) throws IOException, InterruptedException {
            Files.createDirectories(evidence);
            command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", evidence.toString());
        }

        @Override
        void strike(Cluster cluster, Path evidence) throws IOException {
            byte[] block = new byte[4096];
            try (var filler = Files.newOutputStream(evidence.resolve("filler"))) {
                while (true) {
                    filler.write(block);
                }
            } catch (IOException full) {
                if (Files.getFileStore(evidence).getUsableSpace() >= block.length) {
                    throw full;
                }
            }
        }

        @Override
        void mend(Path evidence) throws IOException, InterruptedException {
            command("umount", evidence.toString());
        }
    },
    /** The machine's clock jumps forward, and back again. */
    CLOCK_JUMP {
        @Override
        void strike(Cluster cluster, Path evidence) throws IOException, InterruptedException {
            Instant before = Instant.now();
            long start = System.nanoTime();
            command("date", "--utc", "--set", before.plus(JUMP).toString());
            try {
                Thread.sleep(STOPPED.toMillis() / 4);
            } finally {
                Instant now = before.plusNanos(System.nanoTime() - start);
                command("date", "--utc", "--set", now.toString());
            }
        }
    };

    private static final Duration STOPPED = Duration.ofSeconds(20);
    private static final Duration JUMP = Duration.ofMinutes(2);

    /** Before the run. */
    void prepare(Path evidence) throws IOException, InterruptedException {}

    /** While it goes on. */
    abstract void strike(Cluster cluster, Path evidence) throws IOException, InterruptedException;

    /** After it. */
    void mend(Path evidence) throws IOException, InterruptedException {}

    private static String node(Cluster cluster) {
        String id = cluster.name().replaceFirst("^k3s-", "");
        return DockerClientFactory.lazyClient()
                .listContainersCmd()
                .withLabelFilter(Map.of(Labels.CLUSTER, id))
                .exec()
                .get(0)
                .getId();
    }

    private static void command(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("%s ended with %d".formatted(List.of(words), process.exitValue()));
        }
    }
}
