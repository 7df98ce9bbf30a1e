package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import dev.touchstone.observe.Footprint;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ParityTest {

    @Nested
    class Of_a_step {

        @Test
        void passes_when_both_answers_are_the_same_whatever_else_the_logs_say() {
            Recorded baseline = Recorded.step()
                    .with("/attempt/output", "\"another log\\n" + result("20000,20000") + "\"")
                    .with("/attempt/millis", "21000");

            assertThat(judged(Recorded.step(), baseline))
                    .passes()
                    .naming("the same with hardening off (21.0 s) and on (24.0 s)", "map-calls=20000,20000");
        }

        @Test
        void fails_on_another_answer_and_shows_both() {
            Recorded hardened = Recorded.step().with("/attempt/output", "\"" + result("20000,40000") + "\"");

            assertThat(judged(hardened, Recorded.step()))
                    .fails()
                    .naming("off: RESULT", "map-calls=20000,20000", "on: RESULT", "map-calls=20000,40000");
        }

        @Test
        void fails_on_another_code() {
            assertThat(judged(Recorded.step().with("/attempt/code", "1"), Recorded.step()))
                    .fails()
                    .naming("code 0 off, 1 on");
        }

        @Test
        void fails_on_an_error_that_only_hardening_brings() {
            Recorded hardened = Recorded.step()
                    .with(
                            "/attempt/output",
                            "\"java.nio.file.FileSystemException: /x: Read-only file system\\n" + result("20000,20000")
                                    + "\"");

            assertThat(judged(hardened, Recorded.step()))
                    .fails()
                    .naming(
                            "errors with hardening on only",
                            "java.nio.file.FileSystemException",
                            "Read-only file system");
        }

        @Test
        void leaves_out_what_is_declared_to_differ() {
            Recorded hardened = Recorded.step()
                    .with("/attempt/output", "\"" + result("20000,20000") + " after 17 s\"")
                    .with("/comparison/ignore", "[\" after \\\\d+ s\"]");

            assertThat(judged(hardened, Recorded.step())).passes();
        }

        @Test
        void is_inconclusive_when_it_fails_with_hardening_off_as_well() {
            assertThat(judged(Recorded.step(), Recorded.step().with("/attempt/output", "\"RESULT answer=wrong\"")))
                    .isInconclusive()
                    .naming("nothing to compare with", "RESULT answer=wrong");
        }

        @Test
        void is_inconclusive_when_no_line_is_compared() {
            assertThat(judged(
                            Recorded.step().with("/comparison/lines", "\"^NOTHING\""),
                            Recorded.step().with("/comparison/lines", "\"^NOTHING\"")))
                    .isInconclusive()
                    .naming("no line of the answer matches '^NOTHING'");
        }

        @Test
        void fails_when_only_the_hardened_one_gives_no_answer() {
            assertThat(judged(Recorded.step().with("/attempt/trouble", "\"its pod is refused\""), Recorded.step()))
                    .fails()
                    .naming("its pod is refused");
        }

        private static Ruling judged(Recorded hardened, Recorded baseline) {
            return Parity.judge(hardened.stepFacts(), baseline.stepFacts());
        }

        private static String result(String calls) {
            return "RESULT answer=right map-calls=" + calls
                    + " executors-replaced=true skipped-tasks=8 failed-tasks=0 fetch-failed=false killed=2 exit-137=true";
        }
    }

    @Nested
    class Of_a_container {

        @Test
        void passes_beside_a_weak_baseline_and_shows_both() {
            assertThat(judged(Recorded.worker(), Recorded.unhardenedWorker()))
                    .passes()
                    .naming(
                            "hardening off: Uid 1000, / rw",
                            "CapBnd 00000000a80425fb",
                            "on: Uid 1000, / ro",
                            "Seccomp 2");
        }

        @Test
        void shows_what_both_took() {
            assertThat(Parity.judge(
                            Recorded.worker().facts(),
                            Recorded.unhardenedWorker().facts(),
                            List.of(took(200)),
                            List.of(took(210))))
                    .passes()
                    .naming("210 MiB, Ready after 7 s", "200 MiB, Ready after 7 s");
        }

        @Test
        void is_inconclusive_beside_a_baseline_that_is_not_weak() {
            assertThat(judged(Recorded.worker(), Recorded.worker()))
                    .isInconclusive()
                    .naming("vacuous", "read-only-root", "capabilities-dropped", "seccomp", "no-new-privileges");
        }

        @Test
        void is_inconclusive_when_the_baseline_is_strong_in_one_check_only() {
            assertThat(judged(
                            Recorded.worker(),
                            Recorded.unhardenedWorker().withEvery("/probe/processes", "seccomp", "2")))
                    .isInconclusive()
                    .naming("but seccomp:");
        }

        @Test
        void is_inconclusive_when_one_of_the_two_did_not_answer() {
            assertThat(judged(Recorded.worker(), Recorded.unhardenedWorker().unseen()))
                    .isInconclusive()
                    .naming("with hardening off, the connection was lost");
            assertThat(judged(Recorded.worker().unseen(), Recorded.unhardenedWorker()))
                    .isInconclusive()
                    .naming("the connection was lost");
        }

        @Test
        void fails_when_the_hardened_log_alone_has_a_refusal() {
            List<Footprint> on = List.of(footprint("mkdir /x: Read-only file system at 12:01:59"));

            assertThat(Parity.judge(
                            Recorded.worker().facts(),
                            Recorded.unhardenedWorker().facts(),
                            on,
                            List.of()))
                    .fails()
                    .naming("mkdir /x: Read-only file system");
            assertThat(Parity.judge(
                            Recorded.worker().facts(),
                            Recorded.unhardenedWorker().facts(),
                            on,
                            List.of(footprint("mkdir /x: Read-only file system at 11:07:03"))))
                    .passes();
        }

        private static Ruling judged(Recorded hardened, Recorded baseline) {
            return Parity.judge(hardened.facts(), baseline.facts(), List.of(), List.of());
        }

        private static Footprint took(long mebibytes) {
            return new Footprint(
                    "statefulset/spark-sa-worker", "spark-sa-worker-0", "worker", mebibytes << 20, 7, List.of());
        }

        private static Footprint footprint(String refusal) {
            return new Footprint("statefulset/spark-sa-worker", "spark-sa-worker-0", "worker", 1, 7, List.of(refusal));
        }
    }
}
