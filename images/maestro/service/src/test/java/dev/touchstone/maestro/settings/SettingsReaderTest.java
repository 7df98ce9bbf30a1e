package dev.touchstone.maestro.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The environment, right and wrong. */
class SettingsReaderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path secret;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void setAll() throws IOException {
        for (String key : new String[] {"database", "username", "password"}) {
            Files.writeString(secret.resolve(key), key + "-of-maestro\n");
        }
        variables.put("MAESTRO_NAME", "worker-1");
        variables.put("MAESTRO_REDIS_HOST", "redis");
        variables.put("MAESTRO_REDIS_SECRET", secret.toString());
        variables.put("MAESTRO_POSTGRESQL_HOST", "postgresql");
        variables.put("MAESTRO_POSTGRESQL_SECRET", secret.toString());
        variables.put("MAESTRO_MLFLOW_URL", "http://mlflow:5000");
    }

    private Settings read(Mode mode) {
        return SettingsReader.read(mode, variables);
    }

    @Nested
    class What_is_right {

        @Test
        void is_read_with_ports_and_times_that_need_not_be_set() {
            assertThat(read(Mode.WORKER))
                    .isEqualTo(new Settings(
                            8000,
                            "worker-1",
                            Duration.ofSeconds(300),
                            Duration.ofSeconds(5),
                            new Settings.Redis("redis", 6379, new Secret("password-of-maestro")),
                            new Settings.Postgresql(
                                    "postgresql",
                                    5432,
                                    "database-of-maestro",
                                    "username-of-maestro",
                                    new Secret("password-of-maestro")),
                            URI.create("http://mlflow:5000")));
        }

        @Test
        void prints_no_password() {
            assertThat(read(Mode.WORKER).toString()).contains("(secret)").doesNotContain("password-of-maestro");
        }

        @Test
        void of_the_API_needs_neither_MLflow_nor_a_name() {
            variables.remove("MAESTRO_MLFLOW_URL");
            variables.remove("MAESTRO_NAME");
            assertThatCode(() -> read(Mode.API)).doesNotThrowAnyException();
        }
    }

    @Nested
    class What_is_wrong {

        @Test
        void is_told_all_at_once_in_one_line() {
            variables.clear();
            assertThatThrownBy(() -> read(Mode.WORKER))
                    .hasMessage("MAESTRO_NAME is not set, expected a name that no other worker has;"
                            + " MAESTRO_REDIS_HOST is not set, expected a host name;"
                            + " MAESTRO_REDIS_SECRET is not set, expected the folder of a mounted Secret;"
                            + " MAESTRO_POSTGRESQL_HOST is not set, expected a host name;"
                            + " MAESTRO_POSTGRESQL_SECRET is not set, expected the folder of a mounted Secret;"
                            + " MAESTRO_MLFLOW_URL is not set, expected a URL such as http://mlflow:5000");
        }

        @Test
        void is_a_port_that_a_Service_link_has_set() {
            variables.put("MAESTRO_REDIS_PORT", "tcp://10.43.0.7:6379");
            assertThatThrownBy(() -> read(Mode.API))
                    .hasMessage("MAESTRO_REDIS_PORT is \"tcp://10.43.0.7:6379\", expected a number from 1 to 65535");
        }

        @Test
        void is_a_Secret_without_the_key() throws IOException {
            Files.delete(secret.resolve("username"));
            assertThatThrownBy(() -> read(Mode.API))
                    .hasMessage("MAESTRO_POSTGRESQL_SECRET: the file %s cannot be read (NoSuchFileException)"
                            .formatted(secret.resolve("username")));
        }

        @Test
        void is_an_empty_password() throws IOException {
            Files.writeString(secret.resolve("password"), "\n");
            assertThatThrownBy(() -> read(Mode.API)).hasMessageContaining("password is empty");
        }

        @Test
        void is_an_address_of_MLflow_that_is_none() {
            variables.put("MAESTRO_MLFLOW_URL", "mlflow:5000");
            assertThatThrownBy(() -> read(Mode.WORKER))
                    .hasMessage("MAESTRO_MLFLOW_URL is \"mlflow:5000\", expected a URL such as http://mlflow:5000");
        }
    }
}
