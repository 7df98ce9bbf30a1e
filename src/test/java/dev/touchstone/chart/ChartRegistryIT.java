package dev.touchstone.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.marcnuri.helm.Helm;
import dev.touchstone.cluster.Engine;
import dev.touchstone.image.ImageCatalog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** What Helm pushes into a real registry (CNCF Distribution) is what is pulled. */
class ChartRegistryIT {

    private static final int PORT = 5000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path temp;

    @SuppressWarnings("NullAway.Init")
    private static GenericContainer<?> registry;

    @SuppressWarnings("NullAway.Init")
    private static URI charts;

    private static byte[] tgz = {};

    @BeforeAll
    static void pushByHelm() throws IOException {
        registry = new GenericContainer<>(DockerImageName.parse(
                        ImageCatalog.ofProject(new Engine()).inEngine("registry:2.8.2")))
                .withExposedPorts(PORT)
                // Loopback is where it is asked without TLS, and not always where the library looks for it.
                .waitingFor(Wait.forLogMessage(".*listening on.*", 1))
                .withCreateContainerCmdModifier(command -> Objects.requireNonNull(command.getHostConfig())
                        .withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(PORT))));
        registry.start();
        charts = URI.create("oci://127.0.0.1:%d/charts".formatted(registry.getMappedPort(PORT)));
        for (String version : new String[] {"1.2.3", "1.10.0+5", "2.0.0-rc.1"}) {
            tgz = ChartServer.packed(temp, version, "");
            Helm.push()
                    .withChart(temp.resolve("web-%s.tgz".formatted(version)))
                    .withRemote(charts)
                    .plainHttp()
                    .call();
        }
    }

    @AfterAll
    static void stop() {
        registry.stop();
    }

    private final ChartRegistry web = new ChartRegistry(URI.create(charts + "/web"));

    @Test
    void a_package_is_the_one_that_was_pushed() throws IOException {
        assertThat(web.fetch("2.0.0-rc.1")).isEqualTo(tgz);
        assertThat(PulledChart.of(web, "1.10.0+5", Optional.empty(), temp.resolve("cache")))
                .extracting(Chart::name, Chart::version)
                .containsExactly("web", "1.10.0+5");
    }

    @Test
    void versions_are_those_that_were_pushed() throws IOException {
        assertThat(web.versions().all()).containsExactly("2.0.0-rc.1", "1.10.0+5", "1.2.3");
        assertThat(PulledChart.newest(web)).isEqualTo("1.10.0+5");
        assertThatIOException()
                .isThrownBy(() -> web.fetch("9.9.9"))
                .withMessage("there is no such version; there are: 2.0.0-rc.1, 1.10.0+5, 1.2.3");
    }

    @Test
    void a_chart_that_nobody_has_pushed_is_told() {
        assertThatIOException()
                .isThrownBy(() -> new ChartRegistry(URI.create(charts + "/wed")).fetch("1.2.3"))
                .withMessageEndingWith("/v2/charts/wed/tags/list answered 404: there is nothing of that name");
    }
}
