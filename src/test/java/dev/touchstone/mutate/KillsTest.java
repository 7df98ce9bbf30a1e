package dev.touchstone.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.Rendered;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KillsTest {

    private final Kills kills = new Kills(35);

    @Nested
    class At_admission {

        @Test
        void a_refusal_by_Pod_Security_in_the_words_of_the_control_kills() {
            assertThat(refused(
                            "host-pid",
                            "pods \"x\" is forbidden: violates PodSecurity: host namespaces (hostPID=true)"))
                    .isEqualTo(Fate.Outcome.KILLED);
        }

        @Test
        void a_refusal_for_another_control_does_not() {
            assertThat(refused("host-pid", "violates PodSecurity: seccompProfile"))
                    .isEqualTo(Fate.Outcome.KILLED_OTHERWISE);
        }

        @Test
        void a_refusal_by_somebody_else_does_not() {
            assertThat(refused("host-pid", "admission webhook denied: hostPID=true"))
                    .isEqualTo(Fate.Outcome.KILLED_OTHERWISE);
        }

        @Test
        void a_pod_that_is_taken_lives() {
            assertThat(taken("host-pid", kills)).isEqualTo(Fate.Outcome.SURVIVED);
        }

        @Test
        void what_a_version_admits_on_purpose_is_no_mutant_there_and_one_elsewhere() {
            assertThat(taken("root-in-a-user-namespace", kills)).isEqualTo(Fate.Outcome.EQUIVALENT);
            assertThat(taken("root-in-a-user-namespace", new Kills(34))).isEqualTo(Fate.Outcome.SURVIVED);
            assertThat(taken("liveness-probe-of-a-host", new Kills(33))).isEqualTo(Fate.Outcome.EQUIVALENT);
            assertThat(taken("liveness-probe-of-a-host", kills)).isEqualTo(Fate.Outcome.SURVIVED);
        }

        private Fate.Outcome refused(String operator, String reason) {
            return kills.atAdmission(
                            Sound.admission(operator), Sound.verdict(CheckId.ADMITTED, "", Outcome.FAIL, reason))
                    .outcome();
        }

        private static Fate.Outcome taken(String operator, Kills by) {
            return by.atAdmission(
                            Sound.admission(operator), Sound.verdict(CheckId.ADMITTED, "", Outcome.PASS, "takes it"))
                    .outcome();
        }
    }

    @Nested
    class At_runtime {

        private final Mutant writable = Sound.runtime("writable-root", "main");

        @Test
        void the_check_that_must_notice_it_kills() {
            assertThat(fate("main", CheckId.READ_ONLY_ROOT, Outcome.FAIL, "/ is mounted rw"))
                    .isEqualTo(Fate.Outcome.KILLED);
        }

        @Test
        void the_same_check_for_another_reason_does_not() {
            assertThat(fate("main", CheckId.READ_ONLY_ROOT, Outcome.FAIL, "declared readOnlyRootFilesystem: false"))
                    .isEqualTo(Fate.Outcome.KILLED_OTHERWISE);
        }

        @Test
        void another_container_does_not() {
            assertThat(fate("helper", CheckId.READ_ONLY_ROOT, Outcome.FAIL, "/ is mounted rw"))
                    .isEqualTo(Fate.Outcome.KILLED_OTHERWISE);
        }

        @Test
        void a_check_that_is_green_sleeps() {
            assertThat(fate("main", CheckId.READ_ONLY_ROOT, Outcome.PASS, "/ is mounted ro"))
                    .isEqualTo(Fate.Outcome.SURVIVED);
        }

        @Test
        void a_container_that_could_not_be_asked_proves_nothing() {
            assertThat(fate("main", CheckId.READ_ONLY_ROOT, Outcome.INCONCLUSIVE, "it does not run"))
                    .isEqualTo(Fate.Outcome.KILLED_OTHERWISE);
        }

        @Test
        void an_operator_that_finds_nothing_to_change_makes_no_mutant() {
            Rendered writable = Rendered.of("""
                    {apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: main, image: "web:1", securityContext: {runAsNonRoot: true}}]}}
                    """);
            Mutant same = Sound.mutants().forRuntime(writable.podTemplates()).stream()
                    .filter(mutant -> mutant.operator().name().equals("read-only-root-unset"))
                    .findFirst()
                    .orElseThrow();

            assertThat(kills.atRuntime(same, List.of()).outcome()).isEqualTo(Fate.Outcome.EQUIVALENT);
        }

        @Test
        void a_container_of_the_only_image_that_is_there_runs_it_under_another_name() {
            assertThat(Sound.runtime("another-image", "probe").weakened().toString())
                    .contains("\"image\":\"docker.io/library/busybox:1.35.0\"");
        }

        private Fate.Outcome fate(String container, CheckId check, Outcome outcome, String reason) {
            return kills.atRuntime(writable, List.of(Sound.verdict(check, container, outcome, reason)))
                    .outcome();
        }
    }

    @Nested
    class Where_nothing_runs {

        @Test
        void a_step_that_succeeds_is_asleep() {
            assertThat(kills.ofAbsence(List.of(
                            Sound.verdict(CheckId.RUNNING, "", Outcome.FAIL, "ErrImageNeverPull"),
                            Sound.verdict(CheckId.FUNCTION, "", Outcome.PASS, "saw ['']"),
                            Sound.verdict(CheckId.NON_ROOT, "", Outcome.PASS, "is none of its business"))))
                    .extracting(Fate::check, Fate::outcome)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(CheckId.RUNNING, Fate.Outcome.KILLED),
                            org.assertj.core.groups.Tuple.tuple(CheckId.FUNCTION, Fate.Outcome.SURVIVED));
        }
    }
}
