package dev.touchstone.maestro.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Reads the environment. Passwords come from files, because variables end up in crash dumps and in {@code kubectl describe}. */
public final class SettingsReader {

    private static final int LAST_PORT = 65_535;
    private static final int LONGEST = 3_600;
    private static final String POSTGRESQL_SECRET = "MAESTRO_POSTGRESQL_SECRET";
    private static final URI NOBODY = URI.create("http://localhost");

    private SettingsReader() {}

    /**
     * Reads and checks.
     *
     * @throws BadSettingsException with everything that is wrong
     */
    public static Settings read(Mode mode, Map<String, String> variables) {
        Environment environment = new Environment(variables);
        Settings settings = new Settings(
                environment.number("MAESTRO_PORT", 0, LAST_PORT, 8_000),
                mode == Mode.WORKER ? environment.text("MAESTRO_NAME", "a name that no other worker has") : "api",
                Duration.ofSeconds(environment.number("MAESTRO_START_SECONDS", 1, LONGEST, 300)),
                Duration.ofSeconds(environment.number("MAESTRO_DRAIN_SECONDS", 0, LONGEST, 5)),
                redis(environment),
                postgresql(environment),
                mode == Mode.WORKER ? environment.http("MAESTRO_MLFLOW_URL", "http://mlflow:5000") : NOBODY);
        if (!environment.faults().isEmpty()) {
            throw new BadSettingsException(environment.faults());
        }
        return settings;
    }

    private static Settings.Redis redis(Environment environment) {
        return new Settings.Redis(
                environment.text("MAESTRO_REDIS_HOST", "a host name"),
                environment.number("MAESTRO_REDIS_PORT", 1, LAST_PORT, 6_379),
                environment.secret("MAESTRO_REDIS_SECRET", "password"));
    }

    private static Settings.Postgresql postgresql(Environment environment) {
        return new Settings.Postgresql(
                environment.text("MAESTRO_POSTGRESQL_HOST", "a host name"),
                environment.number("MAESTRO_POSTGRESQL_PORT", 1, LAST_PORT, 5_432),
                environment.secret(POSTGRESQL_SECRET, "database").value(),
                environment.secret(POSTGRESQL_SECRET, "username").value(),
                environment.secret(POSTGRESQL_SECRET, "password"));
    }
}
