package dev.touchstone.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.cluster.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PulledChartTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @AutoClose
    @SuppressWarnings("NullAway.Init")
    private ChartServer server;

    @SuppressWarnings("NullAway.Init")
    private byte[] tgz;

    @SuppressWarnings("NullAway.Init")
    private RemoteChart web;

    @BeforeEach
    void serve() throws IOException {
        tgz = ChartServer.packed(temp, "1.2.3", "");
        server = new ChartServer().repository(Map.of("1.2.3", tgz));
        web = new ChartRepository(server.at("http", "/charts"), "web");
    }

    @Test
    void is_a_chart_that_knows_where_its_package_comes_from() {
        Chart chart = pulled(Optional.of(Digest.sha256(tgz)));

        assertThat(chart).extracting(Chart::name, Chart::version).containsExactly("web", "1.2.3");
        // Helm writes Chart.yaml anew when it packs: the digest is of what is in the package.
        assertThat(chart.digest()).isEqualTo(Chart.at(chart.folder()).digest());
        assertThat(chart.origin())
                .contains(new Chart.Origin(server.at("http", "/charts").toString(), Digest.sha256(tgz)));
    }

    @Test
    void needs_its_server_once() {
        Chart first = pulled(Optional.empty());
        server.close();

        assertThat(pulled(Optional.empty())).isEqualTo(first);
        assertThat(pulled(Optional.of(Digest.sha256(tgz)))).isEqualTo(first);
    }

    @Test
    void is_pulled_again_when_another_package_is_named() throws IOException {
        pulled(Optional.empty());
        byte[] other = ChartServer.packed(temp.resolve("other"), "1.2.3", "# changed");
        server.repository(Map.of("1.2.3", other));

        assertThat(pulled(Optional.of(Digest.sha256(other))).origin())
                .map(Chart.Origin::sha256)
                .contains(Digest.sha256(other));
    }

    @Test
    void is_in_its_newest_version_none_before_its_release() {
        server.repository(Map.of("1.2.3", tgz, "1.3.0-rc.1", tgz));

        assertThat(PulledChart.newest(web)).isEqualTo("1.2.3");
    }

    @Nested
    class Is_refused {

        @Test
        void when_its_package_is_another_than_the_one_that_is_named() {
            String expected = "0".repeat(64);

            assertThatThrownBy(() -> pulled(Optional.of(expected)))
                    .isInstanceOf(ChartException.class)
                    .hasMessage(
                            "chart web of %s, version 1.2.3: found a package with sha256 %s, expected %s. Somebody has published another one under this version: look at what has changed, and name the new digest, or take another version",
                            server.at("http", "/charts"), Digest.sha256(tgz), expected);
            assertNothingIsKept();
        }

        @Test
        void when_what_is_fetched_is_no_package() {
            server.answers("/charts/index.yaml", "{entries: {web: [{version: 1.2.3, urls: [web.tgz]}]}}");
            server.answers("/charts/web.tgz", "<html>Please log in</html>");

            assertThatThrownBy(() -> pulled(Optional.empty()))
                    .isInstanceOf(ChartException.class)
                    .hasMessageStartingWith(
                            "chart web of %s, version 1.2.3: what was fetched is no packaged chart: ",
                            server.at("http", "/charts"));
            assertNothingIsKept();
        }

        @Test
        void when_its_server_says_no() {
            assertThatThrownBy(() -> PulledChart.of(web, "9.9.9", Optional.empty(), cache()))
                    .isInstanceOf(ChartException.class)
                    .hasMessage(
                            "chart web of %s, version 9.9.9: there is no such version; there are: 1.2.3",
                            server.at("http", "/charts"));
        }

        @Test
        void when_its_version_is_not_exact() {
            assertThatThrownBy(() -> PulledChart.of(web, "latest", Optional.empty(), cache()))
                    .isInstanceOf(ChartException.class)
                    .hasMessageEndingWith(
                            "version latest: expected an exact version, such as 1.2.3: no range, and not the latest");
        }

        @Test
        void when_it_has_only_versions_before_a_release() {
            server.repository(Map.of("1.3.0-rc.1", tgz));

            assertThatThrownBy(() -> PulledChart.newest(web))
                    .isInstanceOf(ChartException.class)
                    .hasMessage(
                            "chart web of %s has no stable version; there are: 1.3.0-rc.1",
                            server.at("http", "/charts"));
        }

        private void assertNothingIsKept() {
            try (Stream<Path> kept = Files.list(cache())) {
                assertThat(kept.filter(path -> path.toString().endsWith(".tgz")))
                        .isEmpty();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private Chart pulled(Optional<String> sha256) {
        return PulledChart.of(web, "1.2.3", sha256, cache());
    }

    private Path cache() {
        return temp.resolve("cache");
    }
}
