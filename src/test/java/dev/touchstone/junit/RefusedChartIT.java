package dev.touchstone.junit;

import static dev.touchstone.junit.Weakenings.reason;
import static dev.touchstone.junit.Weakenings.red;
import static dev.touchstone.junit.Weakenings.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.judge.CheckId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weakenings that a restricted namespace refuses: red within seconds, with the API server's reason, and nothing else lies. */
@LeaseCluster
class RefusedChartIT {

    private static final String CONTEXT = "templates/_context.tpl";
    private static final long QUICK = 20_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Weakenings weakenings;

    @BeforeEach
    void prepare(Cluster cluster) {
        weakenings = new Weakenings(cluster, folder.resolve("evidence"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "drop ALL is gone            | capabilities-dropped | ', capabilities: {drop: [ALL]}'        |                 | unrestricted capabilities",
                "escalation is not forbidden | no-new-privileges    | 'allowPrivilegeEscalation: false, '     |                 | allowPrivilegeEscalation != false",
                "seccomp is not set          | seccomp              | '  seccompProfile: {type: RuntimeDefault}' |              | seccompProfile",
                "the user is root            | non-root             | '{{- with .Values.user }}'              | '{{- with \"0\" }}' | runAsUser=0"
            })
    void a_chart_where(String what, String check, String text, String other, String apiServersWords)
            throws IOException {
        WeakenedChart chart = sound().with(CONTEXT, text, other == null ? "" : other);
        if (check.equals("non-root")) {
            chart.with(CONTEXT, "runAsNonRoot: true", "");
        }

        AcceptanceResult result = run(chart);

        assertThat(result.accepted()).isFalse();
        assertThat(red(result))
                .containsExactlyInAnyOrder(
                        "admitted of web",
                        "running of web",
                        check + " of web/prepare",
                        check + " of web/helper",
                        check + " of web/web");
        assertThat(reason(result, CheckId.ADMITTED)).contains("violates PodSecurity", apiServersWords);
        assertThat(reason(result, CheckId.RUNNING)).contains("the API server refuses its pod", apiServersWords);
        assertThat(reason(result, CheckId.of(check))).contains("declared", "expected");
        assertThat(unknown(result)).hasSize(12 * 3).allMatch(name -> !name.startsWith(check));
        assertThat(result.facts().release().rollout().millis()).isLessThan(QUICK);
    }

    @Test
    void an_init_container_without_a_context_is_named() throws IOException {
        WeakenedChart chart = sound().with(
                        Hardened.WEB,
                        "      initContainers:\n",
                        "      initContainers:\n        - {name: bare, image: 'busybox:1.35.0', command: [id]}\n");

        AcceptanceResult result = run(chart);

        assertThat(reason(result, CheckId.ADMITTED)).contains("container \"bare\" must set");
        Set<String> ofOthers = red(result);
        ofOthers.removeIf(name -> name.endsWith("/bare"));
        assertThat(ofOthers).containsExactlyInAnyOrder("admitted of web", "running of web");
        assertThat(red(result))
                .contains(Stream.of("no-new-privileges", "read-only-root", "capabilities-dropped", "resources")
                        .map(check -> check + " of web/bare")
                        .toArray(String[]::new));
    }

    @Test
    void the_advice_names_the_field_its_template_and_that_no_value_decides_it() throws IOException {
        WeakenedChart chart = sound().with(
                        Hardened.WEB,
                        "periodSeconds: 1}\n          {{- include \"hardened.context\" . | nindent 10 }}",
                        "periodSeconds: 1}\n          securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true}");

        AcceptanceResult result = run(chart);

        assertThat(VerdictTable.of(result))
                .contains(
                        "✗ web/web · capabilities dropped: FAIL",
                        "hardened/templates/web.yaml: containers[web].securityContext.capabilities.drop: [ALL]",
                        "(no value of the chart decides it); with it the API server takes the pod (dry run)",
                        "✗ refused");
    }

    private AcceptanceResult run(WeakenedChart chart) {
        return weakenings.run(chart, PodSecurity.RESTRICTED, scenario -> scenario);
    }

    private WeakenedChart sound() throws IOException {
        return WeakenedChart.of(Hardened.CHART, folder.resolve("chart"));
    }
}
