package dev.touchstone.junit;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KeepPolicy;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.judge.CheckId;
import dev.touchstone.scenario.Identity;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Scenarios;
import dev.touchstone.scenario.UidRange;
import dev.touchstone.scenario.Upgrade;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** A small chart that is hardened in every field and starts in seconds: an init container, a sidecar and a web server. */
final class Hardened {

    static final Path CHART = Path.of("src/test/resources/charts/hardened");
    static final String WEB = "templates/web.yaml";

    /** What signs its evidence. */
    static final KeyPair KEYS = keys();

    private static @Nullable AcceptanceResult released;

    private Hardened() {}

    /** Accepted in release mode and in all its legs: once for all tests that look at such a run. */
    static synchronized AcceptanceResult released(Cluster cluster) {
        AcceptanceResult result = released;
        if (result == null) {
            Engine engine = new Engine();
            try (Installations installations =
                    new Installations(new ImageLoader(engine, ImageCatalog.ofProject(engine)), KeepPolicy.NEVER)) {
                result = new AcceptanceRun(
                                cluster,
                                installations,
                                new AcceptanceSettings(
                                                EnumSet.allOf(CheckId.class),
                                                AcceptanceSettings.Mode.RELEASE,
                                                Path.of("target/hardened-evidence"))
                                        .signedBy(KEYS.getPrivate()),
                                Progress.silent())
                        .run(PreparedScenario.of(inAllItsLegs(), KubernetesVersion.newest()), PodSecurity.RESTRICTED);
            }
            released = result;
        }
        return result;
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

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
                scenario.caseOf(),
                scenario.file(),
                scenario.chart(),
                scenario.release(),
                scenario.namespace(),
                scenario.values(),
                baseline,
                identities,
                Upgrade.NONE,
                scenario.ready(),
                scenario.function(),
                scenario.disruption(),
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
