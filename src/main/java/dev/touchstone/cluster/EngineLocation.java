package dev.touchstone.cluster;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * Where the engine is expected.
 *
 * @param address a {@code unix://}, {@code tcp://} or {@code npipe://} address
 */
record EngineLocation(URI address) {

    private static final String WINDOWS_PIPE = "npipe:////./pipe/docker_engine";

    /** {@code DOCKER_HOST}, or the first of the usual sockets that exists, or else the most usual one. */
    static EngineLocation find() {
        // The environment's DOCKER_HOST, or docker.host of ~/.testcontainers.properties: what Testcontainers will use.
        String named = TestcontainersConfiguration.getInstance().getEnvVarOrUserProperty("docker.host", null);
        if (named != null && !named.isBlank()) {
            return new EngineLocation(URI.create(named));
        }
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
            return new EngineLocation(URI.create(WINDOWS_PIPE));
        }
        Path usual = Path.of("/var/run/docker.sock");
        Path home = Path.of(System.getProperty("user.home"));
        Stream<Path> rootless =
                Stream.ofNullable(System.getenv("XDG_RUNTIME_DIR")).map(dir -> Path.of(dir, "docker.sock"));
        return Stream.of(
                        Stream.of(usual),
                        rootless,
                        List.of(home.resolve(".docker/run/docker.sock"), home.resolve(".docker/desktop/docker.sock"))
                                .stream())
                .flatMap(paths -> paths)
                .filter(Files::exists)
                .findFirst()
                .map(EngineLocation::ofSocket)
                .orElseGet(() -> ofSocket(usual));
    }

    static EngineLocation ofSocket(Path socket) {
        return new EngineLocation(URI.create("unix://" + socket));
    }

    /** The socket's path; empty where the engine is reached in another way. */
    Optional<Path> socket() {
        return "unix".equals(address.getScheme()) ? Optional.of(Path.of(address.getPath())) : Optional.empty();
    }

    String described() {
        return socket().map(Path::toString).orElse(address.toString());
    }
}
