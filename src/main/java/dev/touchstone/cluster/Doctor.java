package dev.touchstone.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says in under three seconds why a machine cannot carry a cluster, before anything is started. What only a start can show
 * (a privileged container that is refused, a port that was taken in between) is explained by {@link StartFailure}.
 */
public final class Doctor {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final double OLDEST_API = 1.41;
    private static final long GIB = 1L << 30;
    private static final long MEMORY_PER_NODE = GIB;
    private static final long DISK = 2 * GIB;

    /** A node takes some twenty by itself, one for every log that is followed, and what its pods take. */
    private static final long INOTIFY_PER_NODE = 128;

    private final EngineLocation engine;
    private final MachineFacts machine;

    Doctor(EngineLocation engine, MachineFacts machine) {
        this.engine = engine;
        this.machine = machine;
    }

    /** A doctor for the engine that this process would use. */
    public static Doctor ofThisMachine() {
        return new Doctor(EngineLocation.find(), MachineFacts.ofThisMachine());
    }

    /**
     * Look for everything that would keep a cluster from starting.
     *
     * @param nodes how many nodes are wanted; 0 to ask only whether the engine can be talked to
     * @return what was found; empty when a cluster should start
     */
    public List<Diagnosis> examine(int nodes) {
        List<Diagnosis> found = new ArrayList<>();
        try {
            examineEngine(found, nodes);
        } catch (EngineSilent silent) {
            found.add(silent.diagnosis);
        }
        return found;
    }

    /**
     * Look for what lets a cluster start, and trips up what runs on it later. Only of an engine on this machine can it be known.
     *
     * @param nodes how many nodes are wanted
     * @return what was found
     */
    public Optional<Diagnosis> forewarn(int nodes) {
        long wanted = nodes * INOTIFY_PER_NODE;
        return engine.socket()
                .flatMap(socket -> machine.inotifyInstances())
                .filter(allowed -> allowed < wanted)
                .map(allowed -> new Diagnosis(
                        "This machine allows each user %d inotify instances; a cluster such as this may take %d. Who finds none left is told 'too many open files', and a log that is followed just ends"
                                .formatted(allowed, wanted),
                        "Raise the limit: sysctl fs.inotify.max_user_instances=1024, as root."));
    }

    /**
     * How many clusters this machine carries at once: by its memory, and no more than it has processors.
     *
     * @param nodes of each
     * @param workloads bytes of memory that what runs on each may take
     * @return at least 1; whether that one can be had is {@link #examine}'s to say
     */
    public int clustersAtOnce(int nodes, long workloads) {
        JsonNode info = JsonMapper.shared().createObjectNode();
        try {
            if (engine.socket().isPresent()) {
                info = ask(engine.socket().get(), "/info");
            }
        } catch (EngineSilent silent) {
            return 1;
        }
        long fit = availableMemory(info) / (nodes * MEMORY_PER_NODE + workloads);
        int processors = info.path("NCPU").asInt(Runtime.getRuntime().availableProcessors());
        return (int) Math.max(1, Math.min(fit, processors));
    }

    private void examineEngine(List<Diagnosis> found, int nodes) throws EngineSilent {
        Optional<Path> socket = engine.socket();
        if (socket.isEmpty()) {
            requireConnection(engine.address());
            return;
        }
        JsonNode version = ask(socket.get(), "/version");
        JsonNode info = ask(socket.get(), "/info");
        if (version.path("ApiVersion").asDouble() < OLDEST_API) {
            found.add(new Diagnosis(
                    "The engine %s speaks API %s; expected %s (Docker 20.10) or newer"
                            .formatted(
                                    version.path("Version").asString("?"),
                                    version.path("ApiVersion").asString("?"),
                                    OLDEST_API),
                    "Update Docker."));
        }
        controllers(info).ifPresent(found::add);
        privileges(info).ifPresent(found::add);
        memory(info, nodes).ifPresent(found::add);
        if (nodes > 0) { // who only looks or removes needs no room
            disk(info).ifPresent(found::add);
        }
    }

    private JsonNode ask(Path socket, String path) throws EngineSilent {
        if (!Files.exists(socket)) {
            throw new EngineSilent(
                    "No container engine: there is no socket at %s".formatted(engine.described()),
                    "Install Docker and start it, or name the engine in DOCKER_HOST. On a Debian machine without a registry, scripts/setup does all of it.");
        }
        try {
            return EngineSocket.get(socket, path, PATIENCE);
        } catch (SocketTimeoutException silent) {
            throw new EngineSilent(
                    "The engine at %s does not answer: it took the connection and said nothing for %d ms"
                            .formatted(engine.described(), PATIENCE.toMillis()),
                    "Restart Docker; its own log says what it waits for.");
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            if (reason.contains("Permission denied")) {
                throw new EngineSilent(
                        "No permission on the engine's socket %s".formatted(engine.described()),
                        "Add your user to the group that owns the socket (usually 'docker') and log in again.");
            }
            throw new EngineSilent(
                    "The engine at %s is stopped, or is no engine: %s".formatted(engine.described(), reason),
                    "Start Docker. Where scripts/setup had started it, run scripts/setup again.");
        }
    }

    private void requireConnection(URI address) throws EngineSilent {
        if (address.getPort() < 0) {
            return; // a named pipe: only the client library can talk to it
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), (int) PATIENCE.toMillis());
        } catch (IOException e) {
            throw new EngineSilent(
                    "The engine at %s cannot be reached: %s".formatted(address, e.getMessage()),
                    "Check DOCKER_HOST, and that the engine listens there.");
        }
    }

    private static Optional<Diagnosis> controllers(JsonNode info) {
        List<String> missing = new ArrayList<>();
        if (!info.path("MemoryLimit").asBoolean(true)) {
            missing.add("memory");
        }
        if (!info.path("CpuCfsQuota").asBoolean(true)) {
            missing.add("cpu");
        }
        if (!info.path("PidsLimit").asBoolean(true)) {
            missing.add("pids");
        }
        if (missing.isEmpty() && !"none".equals(info.path("CgroupDriver").asString())) {
            return Optional.empty();
        }
        return Optional.of(
                new Diagnosis(
                        "The engine has no cgroup controllers for %s; the kubelet needs them to limit pods"
                                .formatted(missing.isEmpty() ? "anything" : String.join(", ", missing)),
                        "Enable them: delegation for a rootless engine (systemd: Delegate=cpu cpuset io memory pids), or cgroup_enable=memory on the kernel's command line."));
    }

    private static Optional<Diagnosis> privileges(JsonNode info) {
        return StreamSupport.stream(info.path("SecurityOptions").spliterator(), false)
                .map(JsonNode::asString)
                .filter(option -> option.contains("name=userns"))
                .findFirst()
                .map(option -> new Diagnosis(
                        "The engine remaps users (%s), so --privileged is not possible".formatted(option),
                        "Turn userns-remap off in the engine's daemon.json, or name another engine in DOCKER_HOST."));
    }

    private Optional<Diagnosis> memory(JsonNode info, int nodes) {
        long available = availableMemory(info);
        long needed = nodes * MEMORY_PER_NODE;
        return available >= needed
                ? Optional.empty()
                : Optional.of(
                        new Diagnosis(
                                "Too little memory: %.1f GiB are free, %d node%s need %.1f GiB"
                                        .formatted(
                                                (double) available / GIB,
                                                nodes,
                                                nodes == 1 ? "" : "s",
                                                (double) needed / GIB),
                                "Stop what is not needed; scripts/cluster list shows clusters that were kept, scripts/cluster down removes them."));
    }

    private long availableMemory(JsonNode info) {
        return machine.availableMemory().orElse(info.path("MemTotal").asLong(Long.MAX_VALUE));
    }

    private Optional<Diagnosis> disk(JsonNode info) {
        Path root = Path.of(info.path("DockerRootDir").asString("/var/lib/docker"));
        return machine.usableDisk(root)
                .filter(usable -> usable < DISK)
                .map(usable -> new Diagnosis(
                        "Too little disk: %.1f GiB are free at %s, a cluster needs %.1f GiB"
                                .formatted((double) usable / GIB, root, (double) DISK / GIB),
                        "Free some, for example with docker system prune."));
    }

    @SuppressWarnings("try") // to open it is the whole question
    static Optional<Diagnosis> portTaken(int apiPort) {
        if (apiPort == 0) {
            return Optional.empty();
        }
        try (ServerSocket socket = new ServerSocket(apiPort, 1, InetAddress.getLoopbackAddress())) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Diagnosis(
                    "Port %d of the loopback address is taken, and -Dtouchstone.port asks for it: %s"
                            .formatted(apiPort, e.getMessage()),
                    "Name another port, or leave -Dtouchstone.port out: any free one is used then."));
        }
    }

    /** The engine cannot be asked, so that nothing else can be found out. */
    private static final class EngineSilent extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Diagnosis diagnosis;

        EngineSilent(String cause, String cure) {
            super(cause);
            this.diagnosis = new Diagnosis(cause, cure);
        }
    }
}
