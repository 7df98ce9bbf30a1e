package dev.touchstone.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.touchstone.cluster.Digest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository is spoken to over HTTP; its packages are made by Helm. */
class ChartRepositoryTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @AutoClose
    @SuppressWarnings("NullAway.Init")
    private ChartServer server;

    @SuppressWarnings("NullAway.Init")
    private byte[] tgz;

    @SuppressWarnings("NullAway.Init")
    private ChartRepository web;

    @BeforeEach
    void serve() throws IOException {
        tgz = ChartServer.packed(temp, "1.2.3", "");
        server = new ChartServer().repository(Map.of("1.2.3", tgz));
        web = new ChartRepository(server.at("http", "/charts"), "web");
    }

    @Test
    void gives_the_package_that_its_index_names() throws IOException {
        assertThat(web.fetch("1.2.3")).isEqualTo(tgz);
        assertThat(new ChartRepository(server.at("http", "/charts/"), "web").fetch("1.2.3"))
                .isEqualTo(tgz);
    }

    @Test
    void gives_a_package_that_lies_elsewhere() throws IOException {
        server.answers("/elsewhere/web.tgz", 200, Map.of(), tgz);
        server.answers("/charts/index.yaml", index("1.2.3", server.at("http", "/elsewhere/web.tgz")));

        assertThat(web.fetch("1.2.3")).isEqualTo(tgz);
    }

    @Test
    void may_have_an_index_of_many_megabytes() throws IOException {
        String others = IntStream.range(0, 80_000)
                .mapToObj("  other-%d: [{version: 1.0.0, description: what it is for}]\n"::formatted)
                .collect(Collectors.joining());
        server.answers("/charts/index.yaml", index("1.2.3", server.at("http", "/charts/web-1.2.3.tgz")) + others);

        assertThat(web.fetch("1.2.3")).isEqualTo(tgz);
    }

    @Test
    void tells_its_versions_the_newest_first() throws IOException {
        server.answers("/charts/index.yaml", """
                entries:
                  web: [{version: 1.9.0}, {version: v1.10.0}, {version: 2.0.0-rc.2}, {version: 2.0.0-rc.10}, {version: next}]
                """);

        assertThat(web.versions().all()).containsExactly("2.0.0-rc.10", "2.0.0-rc.2", "v1.10.0", "1.9.0");
        assertThat(web.versions().newestStable()).contains("v1.10.0");
    }

    @Nested
    class Says_why {

        @Test
        void there_is_no_such_version() {
            assertThatIOException()
                    .isThrownBy(() -> web.fetch("9.9.9"))
                    .withMessage("there is no such version; there are: 1.2.3");
        }

        @Test
        void there_is_no_such_chart() {
            assertThatIOException()
                    .isThrownBy(() -> new ChartRepository(web.at(), "wed").fetch("1.2.3"))
                    .withMessage("the repository has no such chart; it has: web");
        }

        @Test
        void a_package_is_not_the_one_of_the_index() {
            server.answers("/charts/web-1.2.3.tgz", "another");

            assertThatIOException()
                    .isThrownBy(() -> web.fetch("1.2.3"))
                    .withMessage(
                            "%s has sha256 %s, expected %s, as the repository's index says. It was damaged on the way, or replaced: ask who publishes it",
                            server.at("http", "/charts/web-1.2.3.tgz"), Digest.sha256("another"), Digest.sha256(tgz));
        }

        @Test
        void there_is_no_repository() {
            assertThatIOException()
                    .isThrownBy(() -> new ChartRepository(server.at("http", "/other"), "web").fetch("1.2.3"))
                    .withMessage(
                            "%s answered 404: there is nothing of that name", server.at("http", "/other/index.yaml"));
        }

        @Test
        void an_index_is_none() {
            server.answers("/charts/index.yaml", "<html>Please log in</html>");
            assertThatIOException()
                    .isThrownBy(() -> web.fetch("1.2.3"))
                    .withMessageEndingWith(
                            "/charts/index.yaml has no entries: expected the index of a chart repository");

            server.answers("/charts/index.yaml", "entries: [");
            assertThatIOException()
                    .isThrownBy(() -> web.fetch("1.2.3"))
                    .withMessageContaining(
                            "/charts/index.yaml is not YAML: expected the index of a chart repository; ");
        }

        @Test
        void a_package_lies_in_a_registry() {
            server.answers("/charts/index.yaml", index("1.2.3", URI.create("oci://example.org/charts/web:1.2.3")));

            assertThatIOException()
                    .isThrownBy(() -> web.fetch("1.2.3"))
                    .withMessage(
                            "its index sends on to a registry, oci://example.org/charts/web:1.2.3: name the chart by oci:// and its version");
        }

        @Test
        void somebody_wants_to_know_who_asks() {
            server.answers("/charts/index.yaml", 403, Map.of(), ChartServer.NOTHING);

            assertThatIOException()
                    .isThrownBy(() -> web.fetch("1.2.3"))
                    .withMessageContaining("answered 403: it wants to know who asks, or has no such chart")
                    .withMessageContaining("helm pull fetches the package; take that file as the chart");
        }

        @Test
        void a_server_is_in_disorder() {
            server.answers("/charts/index.yaml", 503, Map.of(), ChartServer.NOTHING);

            assertThatIOException()
                    .isThrownBy(() -> web.fetch("1.2.3"))
                    .withMessageEndingWith("answered 503: expected 200");
        }

        @Test
        void nobody_answers() throws IOException {
            int free;
            try (ServerSocket socket = new ServerSocket(0)) {
                free = socket.getLocalPort();
            }
            URI nobody = URI.create("http://127.0.0.1:" + free);

            assertThatIOException()
                    .isThrownBy(() -> new ChartRepository(nobody, "web").fetch("1.2.3"))
                    .withMessageContaining(nobody + "/index.yaml: nobody answers there (")
                    .withMessageContaining("-Dhttps.proxyHost=HOST");
        }

        @Test
        void a_host_is_not_known() {
            assertThatIOException()
                    .isThrownBy(
                            () -> new ChartRepository(URI.create("https://touchstone.invalid"), "web").fetch("1.2.3"))
                    .withMessageContaining("https://touchstone.invalid/index.yaml: there is no such host. ");
        }

        @Test
        void a_server_is_not_asked_over_what_anybody_can_change() {
            assertThatIOException()
                    .isThrownBy(() -> new ChartRepository(URI.create("http://example.org"), "web").fetch("1.2.3"))
                    .withMessage(
                            "found http://example.org/index.yaml, expected https:// without a user, or http:// at a loopback address");
            server.answers(
                    "/charts/index.yaml",
                    302,
                    Map.of("Location", "http://example.org/index.yaml"),
                    ChartServer.NOTHING);
            assertThatIOException()
                    .isThrownBy(() -> web.fetch("1.2.3"))
                    .withMessageStartingWith("found http://example.org/index.yaml, expected https://");
        }

        @Test
        void a_server_sends_on_forever() {
            server.answers("/charts/index.yaml", 302, Map.of("Location", "/charts/index.yaml"), ChartServer.NOTHING);

            assertThatIOException()
                    .isThrownBy(() -> web.fetch("1.2.3"))
                    .withMessageEndingWith("/charts/index.yaml sends on more than 5 times");
        }

        @Test
        void a_server_sends_on_to_nowhere() {
            server.answers("/charts/index.yaml", 302, Map.of("Location", "a b"), ChartServer.NOTHING);

            assertThatIOException()
                    .isThrownBy(() -> web.fetch("1.2.3"))
                    .withMessageEndingWith("sends on to 'a b', which is no URI");
        }
    }

    private static String index(String version, URI tgz) {
        return """
                apiVersion: v1
                entries:
                  web:
                  - version: %s
                    urls: ['%s']
                """.formatted(version, tgz);
    }
}
