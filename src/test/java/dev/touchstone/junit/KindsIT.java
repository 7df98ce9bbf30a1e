package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.chart.ChartException;
import dev.touchstone.chart.Overlay;
import dev.touchstone.chart.PodSecurity;
import dev.touchstone.chart.Release;
import dev.touchstone.chart.ReleaseNamespace;
import dev.touchstone.chart.Renderer;
import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KeepPolicy;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.cluster.State;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.ContainerFacts.Access;
import dev.touchstone.observe.StepRunner;
import dev.touchstone.scenario.Action;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Scenarios;
import dev.touchstone.scenario.Step;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** A small chart with a container of each kind: none is overlooked, and one without a shell is asked all the same. */
@BesideOthers
@LeaseCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KindsIT {

    private static final Progress SILENT = Progress.silent();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private Installations installations;

    @SuppressWarnings("NullAway.Init")
    private PreparedScenario prepared;

    @SuppressWarnings("NullAway.Init")
    private AcceptanceResult result;

    @BeforeAll
    void accept(Cluster cluster) {
        Engine engine = new Engine();
        ImageCatalog catalog = ImageCatalog.ofProject(engine);
        String busybox = catalog.inEngine(Installations.PROBE_IMAGE);
        new ImageFromDockerfile("touchstone/no-shell:test", false)
                .withFileFromString(
                        "Dockerfile",
                        "FROM %s AS tools\nFROM scratch\nCOPY --from=tools /bin/busybox /busybox\nCMD [\"/busybox\", \"sleep\", \"36000\"]\n"
                                .formatted(busybox))
                .get();
        installations = new Installations(new ImageLoader(engine, catalog), KeepPolicy.NEVER);
        prepared = PreparedScenario.of(scenario(), KubernetesVersion.newest());
        result = new AcceptanceRun(
                        cluster,
                        installations,
                        new AcceptanceSettings(
                                EnumSet.allOf(CheckId.class), AcceptanceSettings.Mode.TEST, folder.resolve("evidence")),
                        SILENT)
                .run(prepared, PodSecurity.RESTRICTED);
    }

    @AfterAll
    void remove(KubernetesClient client) {
        installations.close();
        Await.that("the namespace is gone after the release was uninstalled")
                .within(Duration.ofMinutes(5))
                .until(() -> State.of(client.namespaces().withName("kinds").get() == null, "asked for it"));
    }

    @Test
    void all_of_it_is_accepted() {
        assertThat(result.findings())
                .extracting(Verdict::check, verdict -> verdict.subject().label(), Verdict::reason)
                .isEmpty();
        assertThat(result.missing()).isEmpty();
        assertThat(result.accepted()).isTrue();
    }

    @Test
    void hooks_are_asked_about_before_they_run() {
        assertThat(result.verdicts())
                .filteredOn(verdict -> verdict.check() == CheckId.ADMITTED)
                .extracting(
                        verdict -> verdict.subject().workload(),
                        verdict -> verdict.subject().phase())
                .contains(
                        org.assertj.core.groups.Tuple.tuple("job/kinds-before", "hook"),
                        org.assertj.core.groups.Tuple.tuple("job/kinds-once", "workload"));
    }

    @Test
    void every_container_was_asked_in_the_best_way_there_is() {
        Map<String, Access> access = result.facts().release().containers().stream()
                .collect(Collectors.toMap(
                        each -> each.subject().label() + " " + each.subject().phase(), ContainerFacts::access));

        assertThat(access)
                .containsOnly(
                        Map.entry("kinds-web/prepare init", Access.STATUS),
                        Map.entry("kinds-web/helper sidecar", Access.EXEC),
                        Map.entry("kinds-web/web main", Access.EXEC),
                        Map.entry("kinds-web/mute main", Access.EPHEMERAL),
                        Map.entry("kinds-store/store main", Access.EXEC),
                        Map.entry("kinds-once/once main", Access.STATUS),
                        Map.entry("kinds-before/before main", Access.STATUS));
    }

    @Test
    void a_container_that_had_finished_says_so_in_its_reason() {
        assertThat(result.verdicts())
                .filteredOn(verdict -> verdict.subject().container().equals("prepare"))
                .filteredOn(verdict -> verdict.check() == CheckId.READ_ONLY_ROOT)
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
                    assertThat(verdict.reason()).contains("by declaration and status only", "had finished");
                });
    }

    @Test
    void the_evidence_holds_what_was_seen_and_no_values_of_the_environment() throws Exception {
        assertThat(result.evidence()).isDirectoryContaining("glob:**MANIFEST.json");
        assertThat(Files.readString(result.evidence().resolve("run.json"))).contains("\"state\" : \"accepted\"");
        assertThat(Files.readString(result.evidence().resolve("index.html")))
                .contains("$ id", "uid=1000", "$ touch /test", "Read-only file system");
        assertThat(Files.readString(result.evidence().resolve("rendered.yaml"))).contains("kind: \"StatefulSet\"");
    }

    @Test
    void an_upgrade_is_waited_for_as_an_install_is(Cluster cluster) {
        Installation installation = installations.of(prepared, cluster, PodSecurity.RESTRICTED, SILENT);
        Overlay other = new Overlay(List.of(), Map.of("greeting", "good-evening"));
        try (Renderer renderer = Renderer.of(prepared.chart(), KubernetesVersion.newest())) {
            installation
                    .release()
                    .install(renderer.render("kinds", "kinds", other), other, Duration.ofMinutes(1), seen -> {});
        }

        assertThat(cluster.client()
                        .pods()
                        .inNamespace("kinds")
                        .withLabel("app", "web")
                        .list()
                        .getItems())
                .filteredOn(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .singleElement()
                .satisfies(pod -> assertThat(pod.getSpec()
                                .getInitContainers()
                                .get(0)
                                .getCommand()
                                .get(2))
                        .contains("good-evening"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pod", "job"})
    void a_test_of_the_chart_that_fails_is_quoted(String kind, Cluster cluster) {
        Release release = installations
                .of(prepared, cluster, PodSecurity.RESTRICTED, SILENT)
                .release();
        Overlay failing = new Overlay(List.of(), Map.of(kind + "TestExits", "3"));
        try (Renderer renderer = Renderer.of(prepared.chart(), KubernetesVersion.newest())) {
            release.install(renderer.render("kinds", "kinds", failing), failing, Duration.ofMinutes(1), seen -> {});
        }
        assertThat(new StepRunner(cluster, release)
                        .run(trying(new Action.HelmTest()))
                        .attempt()
                        .trouble())
                .contains("kinds-test-" + kind, "has ended with 3; its log ends:", "the %s speaks".formatted(kind))
                .doesNotContain("the %s speaks".formatted(kind.equals("pod") ? "job" : "pod"));
    }

    @Test
    void a_namespace_of_somebody_else_is_never_taken(Cluster cluster) {
        KubernetesClient client = cluster.client();
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("somebody-elses")
                        .endMetadata()
                        .build())
                .create();
        try {
            assertThatThrownBy(() -> ReleaseNamespace.make(cluster, "somebody-elses", "kinds", PodSecurity.RESTRICTED))
                    .isInstanceOf(ChartException.class)
                    .hasMessageContainingAll(
                            "namespace somebody-elses exists already", "touchstone.dev/scenario=kinds");
        } finally {
            client.namespaces().withName("somebody-elses").delete();
        }
    }

    @Test
    void a_service_that_cannot_be_reached_yet_is_asked_again(Cluster cluster) throws InterruptedException {
        Thread opened = new Thread(() -> service(cluster, "late", "web"));
        service(cluster, "late", "nobody");
        Await.that("the service has its endpoints, which are none")
                .until(() -> State.of(
                        cluster.client()
                                        .endpoints()
                                        .inNamespace("kinds")
                                        .withName("late")
                                        .get()
                                != null,
                        "asked for it"));
        StepRunner steps = new StepRunner(
                cluster,
                installations
                        .of(prepared, cluster, PodSecurity.RESTRICTED, SILENT)
                        .release());

        assertThat(steps.run(get("late").within(Duration.ofSeconds(10))).attempt())
                .satisfies(never -> assertThat(never.code()).isEqualTo(503))
                .satisfies(never -> assertThat(never.output()).contains("no endpoints available"));
        opened.start();
        assertThat(steps.run(get("late")).attempt().code()).isEqualTo(200);
        opened.join();
    }

    private static void service(Cluster cluster, String name, String app) {
        cluster.client()
                .services()
                .inNamespace("kinds")
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withSelector(Map.of("app", app))
                        .addNewPort()
                        .withName("http")
                        .withPort(80)
                        .withNewTargetPort("http")
                        .endPort()
                        .endSpec()
                        .build())
                .createOr(existing -> existing.patch());
    }

    /** The scenario's first step, of another service. */
    private Step get(String service) {
        Action.Http action = (Action.Http) prepared.scenario().function().get(0).action();
        return trying(new Action.Http(service, action.port(), action.method(), action.path(), action.body()));
    }

    /** The scenario's first step with another action. */
    private Step trying(Action action) {
        Step first = prepared.scenario().function().get(0);
        return new Step(
                first.name(),
                action,
                first.within(),
                first.expect(),
                first.counter(),
                first.control(),
                first.comparison());
    }

    private static Scenario scenario() {
        return Scenarios.in(Path.of("src/test/resources/scenarios"), LocalDate.EPOCH)
                .named("kinds");
    }
}
