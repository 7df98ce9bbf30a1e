package dev.touchstone.junit;

import static dev.touchstone.junit.Weakenings.reason;
import static dev.touchstone.junit.Weakenings.red;
import static dev.touchstone.junit.Weakenings.unknown;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Engine;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.judge.CheckId;
import dev.touchstone.scenario.Action;
import dev.touchstone.scenario.Step;
import dev.touchstone.scenario.Step.Comparison;
import dev.touchstone.scenario.Step.Expectation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * Weakenings that start: only the running containers, and what the software does, give them away. Several are put into one chart, each
 * on another container, and exactly theirs must be the red verdicts: so no check speaks for another.
 */
@LeaseCluster
class WeakenedChartIT {

    private static final String WITH_VOLUME = "touchstone/busybox-with-a-volume:test";

    private static final String CONTEXT = "templates/_context.tpl";
    private static final String PREPARE = "        - name: prepare\n";
    private static final String IMAGE = "          image: busybox:1.35.0\n";
    private static final String IF_NOT_PRESENT = "          imagePullPolicy: IfNotPresent\n";
    private static final String HELLO = "          command: [sh, -c, 'echo hello >/www/index.html']\n";
    private static final String OWN_CONTEXT = "          {{- include \"hardened.context\" . | nindent 10 }}\n";

    /** Hardened in every field; only its image has a folder that the runtime makes writable. */
    private static final String CACHE = """
                    - name: cache
                      image: %s
                      imagePullPolicy: IfNotPresent
                      command: [sh, -c, 'trap exit TERM; sleep 3600 & wait']
                      {{- include "hardened.context" . | nindent 10 }}
            """.formatted(WITH_VOLUME);

    /** The chart's own test, with no context at all. */
    private static final String TEST = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web-test, annotations: {helm.sh/hook: test}}
            spec:
              restartPolicy: Never
              containers: [{name: test, image: 'busybox:1.35.0', command: [wget, -O-, 'http://web/index.html']}]
            """;

    private static final Step HELM_TEST = new Step(
            "the chart's own test passes",
            new Action.HelmTest(),
            Duration.ofMinutes(1),
            new Expectation(List.of(), 0),
            Optional.empty(),
            Optional.empty(),
            Comparison.ALL);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Weakenings weakenings;

    @BeforeEach
    void prepare(Cluster cluster) {
        weakenings = new Weakenings(cluster, folder.resolve("evidence"));
    }

    @Test
    void what_Pod_Security_does_not_see_is_seen_in_the_container() throws IOException {
        ImageCatalog catalog = ImageCatalog.ofProject(new Engine());
        new ImageFromDockerfile(WITH_VOLUME, false)
                .withDockerfileFromBuilder(builder -> builder.from(catalog.inEngine(Installations.PROBE_IMAGE))
                        .volume("/undeclared")
                        .build())
                .get();
        WeakenedChart chart = small().with(
                        Hardened.WEB,
                        "periodSeconds: 1}\n" + OWN_CONTEXT,
                        "periodSeconds: 1}\n          securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}\n          resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {cpu: 100m, memory: 32Mi}}\n")
                .with(Hardened.WEB, "      volumes: [", CACHE + "      volumes: [")
                .and("templates/tests/web.yaml", TEST);

        AcceptanceResult result =
                weakenings.run(chart, PodSecurity.RESTRICTED, scenario -> scenario.withFunction(List.of(HELM_TEST)));

        assertThat(red(result))
                .containsExactlyInAnyOrder(
                        "read-only-root of web/web",
                        "declared-writes-only of web/cache",
                        "admitted of web-test",
                        "function of the chart's own test passes");
        assertThat(unknown(result)).isEmpty();
        assertThat(reason(result, CheckId.READ_ONLY_ROOT))
                .contains("/ is mounted rw", "Permission denied", "that proves nothing", "written to:", "/tmp");
        assertThat(reason(result, CheckId.DECLARED_WRITES_ONLY)).contains("not declared: [/undeclared]");
        assertThat(reason(result, CheckId.ADMITTED)).contains("violates PodSecurity");
        assertThat(reason(result, CheckId.FUNCTION)).contains("violates PodSecurity");
    }

    @Test
    void what_nobody_enforces_is_seen_in_the_processes() throws IOException {
        WeakenedChart chart = small().with(CONTEXT, "  seccompProfile: {type: RuntimeDefault}\n", "")
                .with(
                        Hardened.WEB,
                        PREPARE + IMAGE + IF_NOT_PRESENT + HELLO + OWN_CONTEXT,
                        PREPARE + IMAGE + IF_NOT_PRESENT + HELLO)
                .with(
                        Hardened.WEB,
                        "          command: [sleep, '36000']\n" + OWN_CONTEXT,
                        "          command: [sleep, '36000']\n          securityContext: {readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}\n          resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {cpu: 100m, memory: 32Mi}}\n")
                .with(
                        Hardened.WEB,
                        "periodSeconds: 1}\n" + OWN_CONTEXT,
                        "periodSeconds: 1}\n          securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsUser: 0, runAsNonRoot: false}\n          resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {cpu: 100m, memory: 32Mi}}\n");

        AcceptanceResult result = weakenings.run(chart, PodSecurity.PRIVILEGED, scenario -> scenario);

        assertThat(red(result))
                .containsExactlyInAnyOrder(
                        "admitted of web",
                        "capabilities-dropped of web/web",
                        "seccomp of web/web",
                        "non-root of web/web",
                        "seccomp of web/helper",
                        "no-new-privileges of web/helper",
                        "no-new-privileges of web/prepare",
                        "read-only-root of web/prepare",
                        "capabilities-dropped of web/prepare",
                        "seccomp of web/prepare",
                        "resources of web/prepare");
        assertThat(unknown(result)).isEmpty();
        assertThat(reason(result, CheckId.ADMITTED)).contains("takes it and warns");
        assertThat(VerdictTable.of(result))
                .contains("has CapBnd 00000000a80425fb")
                .contains("has Seccomp: 0, expected 2")
                .contains("has Uid [0, 0, 0, 0], expected no 0; id says: uid=0")
                .contains("has NoNewPrivs: 0, expected 1");
    }

    /** A node that may pull would be waited for; what is said then is {@code PodStateTest}'s. */
    @Test
    void an_image_that_no_node_has_is_named() throws IOException {
        WeakenedChart chart = small().with(
                        Hardened.WEB,
                        "image: touchstone/hardened-web:test\n          imagePullPolicy: IfNotPresent",
                        "image: localhost:1/no-such-image:1\n          imagePullPolicy: Never");

        AcceptanceResult result = weakenings.run(chart, PodSecurity.RESTRICTED, scenario -> scenario);

        assertThat(red(result)).containsExactly("running of web");
        assertThat(reason(result, CheckId.RUNNING)).contains("ErrImageNeverPull", "localhost:1/no-such-image:1");
        assertThat(result.evidence().resolve("findings.sarif"))
                .content()
                .contains("\"ruleId\" : \"running\"", Hardened.WEB);
        assertThat(result.evidence().resolve("summary.md")).content().contains("❌ hardened: refused", "running of web");
    }

    @Test
    void a_crash_loop_is_told_with_the_last_words_of_the_container() throws IOException {
        WeakenedChart chart = small().with(Hardened.WEB, "-p, '8080'", "-p, 'eighty'");

        AcceptanceResult result = weakenings.run(chart, PodSecurity.RESTRICTED, scenario -> scenario);

        assertThat(red(result)).containsExactly("running of web");
        assertThat(reason(result, CheckId.RUNNING))
                .contains("started again", "before that: terminated: Error, exit code 1; its log ended with: httpd: ");
        assertThat(result.facts().release().rollout().message())
                .contains("CrashLoopBackOff", "before its last restart", "httpd: ");
    }

    /** Secrets in a Secret, an environment, a log and a token: the engineer gets all but these. */
    @Test
    void a_red_run_leaves_what_a_person_would_look_at_and_no_secret() throws IOException {
        String secret = "correct-horse-battery-staple";
        String password = "tr0ub4dor-and-3";
        String token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW0ifQ.c2lnbmF0dXJlLW9mLWl0";
        String log = "echo it begins $KEY $DB_PASSWORD; echo %s; exit 3".formatted(token.replace(".", "''.''"));
        WeakenedChart chart = small().with(
                        Hardened.WEB,
                        "apiVersion: v1\nkind: Service\n",
                        "apiVersion: v1\nkind: Secret\nmetadata: {name: web}\nstringData: {key: %s}\n---\napiVersion: v1\nkind: Service\n"
                                .formatted(secret))
                .with(
                        Hardened.WEB,
                        "command: [httpd, -f, -p, '8080', -h, /www]",
                        "env: [{name: DB_PASSWORD, value: %s}, {name: KEY, valueFrom: {secretKeyRef: {name: web, key: key}}}]\n          command: [sh, -c, \"%s\"]"
                                .formatted(password, log));

        AcceptanceResult result = weakenings.run(chart, PodSecurity.RESTRICTED, scenario -> scenario);

        Path failure = result.evidence().resolve("failure");
        assertThat(red(result)).containsExactly("running of web");
        assertThat(failure.resolve("events.txt")).content().contains("BackOff", "Pod/web-");
        assertThat(failure.resolve("changes.txt"))
                .content()
                .containsSubsequence("Deployment/web: 0 of 1 are Ready", "Pod/web-", "started again");
        assertThat(failure.resolve("releases.txt")).content().contains("hardened: revision 1");
        try (Stream<Path> files = Files.walk(result.evidence())) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .anyMatch(file -> file.toString().endsWith(".web.previous.txt"))
                    .anyMatch(file -> file.startsWith(failure.resolve("pods")))
                    .allSatisfy(file -> assertThat(file)
                            .content()
                            .doesNotContain(secret, password, token)
                            .doesNotContain(Base64.getEncoder().encodeToString(secret.getBytes(UTF_8))));
        }
        assertThat(reason(result, CheckId.RUNNING)).contains("it begins", "‹secret›");
    }

    @Test
    void a_container_that_waits_is_told_with_what_it_waits_for() throws IOException {
        WeakenedChart chart = small().with(
                        Hardened.WEB,
                        "command: [httpd, -f, -p, '8080', -h, /www]",
                        "command: [sh, -c, 'echo waiting for nobody; sleep 3600']");

        AcceptanceResult result =
                weakenings.run(chart, PodSecurity.RESTRICTED, scenario -> scenario.readyWithin(Duration.ofSeconds(20)));

        assertThat(red(result)).containsExactly("running of web");
        assertThat(unknown(result)).isEmpty();
        assertThat(result.facts().release().rollout().message())
                .contains("deployment/web has 0 of 1", "waiting for nobody");
    }

    private WeakenedChart small() throws IOException {
        return WeakenedChart.of(Hardened.CHART, folder.resolve("chart"));
    }
}
