package dev.touchstone.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.touchstone.cluster.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a registry may say, good and bad; that a real one is understood, {@link ChartRegistryIT} shows. */
class ChartRegistryTest {

    private static final String MANIFEST = "/v2/charts/web/manifests/1.2.3";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @AutoClose
    @SuppressWarnings("NullAway.Init")
    private ChartServer server;

    @SuppressWarnings("NullAway.Init")
    private byte[] tgz;

    @SuppressWarnings("NullAway.Init")
    private ChartRegistry web;

    @BeforeEach
    void serve() throws IOException {
        tgz = ChartServer.packed(temp, "1.2.3", "");
        server = new ChartServer().registry(Map.of("1.2.3", tgz));
        web = new ChartRegistry(server.at("oci", "/charts/web"));
    }

    @Test
    void gives_the_package_of_a_version() throws IOException {
        assertThat(web.fetch("1.2.3")).isEqualTo(tgz);
    }

    @Test
    void writes_the_plus_of_a_version_as_no_tag_can() throws IOException {
        server.registry(Map.of("1.2.3+5", tgz));

        assertThat(web.versions().all()).containsExactly("1.2.3+5");
        assertThat(web.fetch("1.2.3+5")).isEqualTo(tgz);
    }

    @Test
    void gives_whoever_wants_to_know_who_asks_the_token_of_anybody() throws IOException {
        server.wantingTokens();

        assertThat(web.fetch("1.2.3")).isEqualTo(tgz);
        assertThat(server.asked)
                .startsWith(
                        MANIFEST + " null",
                        "/token?service=charts&scope=repository%3Acharts%2Fweb%3Apull null",
                        MANIFEST + " Bearer anybody");
    }

    @Test
    void carries_its_token_to_nobody_else() throws IOException {
        try (ChartServer storage = new ChartServer().registry(Map.of("1.2.3", tgz))) {
            String blob = "/v2/charts/web/blobs/sha256:" + Digest.sha256(tgz);
            server.wantingTokens()
                    .answers(
                            blob,
                            307,
                            Map.of("Location", storage.at("http", blob).toString()),
                            ChartServer.NOTHING);

            assertThat(web.fetch("1.2.3")).isEqualTo(tgz);
            assertThat(storage.asked).containsExactly(blob + " null");
        }
    }

    @Test
    void tells_the_versions_of_all_pages() throws IOException {
        server.answers(
                "/v2/charts/web/tags/list",
                200,
                Map.of("Link", "</v2/charts/web/tags/more?last=b>; rel=\"next\""),
                "{\"tags\": [\"latest\", \"1.0.0\"]}".getBytes(StandardCharsets.UTF_8));
        server.answers("/v2/charts/web/tags/more", "{\"tags\": [\"1.10.0\", \"1.9.0\"]}");

        assertThat(web.versions().all()).containsExactly("1.10.0", "1.9.0", "1.0.0");
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
                    .isThrownBy(() -> new ChartRegistry(server.at("oci", "/charts/wed")).fetch("1.2.3"))
                    .withMessage(
                            "%s answered 404: there is nothing of that name",
                            server.at("http", "/v2/charts/wed/tags/list"));
        }

        @Test
        void what_lies_there_is_no_chart() {
            server.answers(MANIFEST, "{\"config\": {\"mediaType\": \"application/vnd.oci.image.config.v1+json\"}}");

            assertThatIOException()
                    .isThrownBy(() -> web.fetch("1.2.3"))
                    .withMessageStartingWith(
                            "what lies there is no Helm chart: found the type 'application/vnd.oci.image.config.v1+json' without a package, expected application/vnd.cncf.helm.config.v1+json");
        }

        @Test
        void a_package_was_damaged_on_the_way() {
            server.answers("/v2/charts/web/blobs/sha256:" + Digest.sha256(tgz), "another");

            assertThatIOException()
                    .isThrownBy(() -> web.fetch("1.2.3"))
                    .withMessageEndingWith(
                            "has sha256:%s: it was damaged on the way; try again", Digest.sha256("another"));
        }

        @Test
        void anybody_may_not_have_it() {
            server.answers(MANIFEST, 401, Map.of("WWW-Authenticate", "Basic realm=\"charts\""), ChartServer.NOTHING);

            assertThatIOException()
                    .isThrownBy(() -> web.fetch("1.2.3"))
                    .withMessageContaining("answered 401: it wants to know who asks")
                    .withMessageContaining("helm pull fetches the package");
        }

        @Test
        void a_token_is_none() {
            server.wantingTokens().answers("/token", "{}");

            assertThatIOException()
                    .isThrownBy(() -> web.fetch("1.2.3"))
                    .withMessageEndingWith("answered without a token");
        }

        @Test
        void a_server_is_no_registry() {
            server.answers(MANIFEST, "<html>Welcome</html>");

            assertThatIOException()
                    .isThrownBy(() -> web.fetch("1.2.3"))
                    .withMessageEndingWith("answered what is not JSON: it is no registry");
        }
    }
}
