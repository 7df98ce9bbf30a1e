package dev.touchstone.junit;

import dev.touchstone.cluster.Engine;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.scenario.Identity;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Scenarios;
import dev.touchstone.scenario.UidRange;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** A small chart that is hardened in every field and starts in seconds: an init container, a sidecar and a web server. */
final class Hardened {

    static final Path CHART = Path.of("src/test/resources/charts/hardened");
    static final String WEB = "templates/web.yaml";

    private Hardened() {}

    /** Its scenario, and the image of its web server: another than the probe's, or there would be none to run in its place. */
    static Scenario scenario() {
        new ImageFromDockerfile("touchstone/hardened-web:test", false)
                .withFileFromString(
                        "Dockerfile",
                        "FROM %s\nLABEL of=hardened\n"
                                .formatted(ImageCatalog.ofProject(new Engine()).inEngine(Installations.PROBE_IMAGE)))
                .get();
        return Scenarios.in(Path.of("src/test/resources/scenarios"), LocalDate.EPOCH)
                .named("hardened");
    }

    /** The same with the values of its baseline, and under other users. */
    static Scenario scenario(List<Path> baseline, List<Identity> identities) {
        Scenario scenario = scenario();
        return new Scenario(
                scenario.name(),
                scenario.file(),
                scenario.chart(),
                scenario.release(),
                scenario.namespace(),
                scenario.values(),
                baseline,
                identities,
                scenario.ready(),
                scenario.function(),
                scenario.waivers());
    }

    /** With hardening off and on, and as OpenShift's restricted-v2: everything that can be asked of it. */
    static Scenario inAllItsLegs() {
        Path values = Path.of("src/test/resources/scenarios/hardened");
        return scenario(
                List.of(values.resolve("off.yaml")),
                List.of(new Identity(
                        "restricted-v2",
                        List.of(values.resolve("platform.yaml")),
                        Optional.of(new UidRange(1_000_680_000L, 10_000)),
                        List.of())));
    }
}
