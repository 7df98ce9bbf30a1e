package dev.touchstone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomesTest {

    private static final RunInfo RUN = Runs.unfinished("web", "web").ended("accepted", Runs.NOON);

    private static Verdict verdict(String pod, Outcome outcome) {
        return verdict(CheckId.SECCOMP, pod, "main", outcome);
    }

    private static Verdict verdict(CheckId check, String pod, String phase, Outcome outcome) {
        return Runs.verdict(check, new Subject("deployment/web", pod, "web", phase, "", ""), outcome, "because");
    }

    private static Outcomes of(Verdict... verdicts) {
        return Outcomes.of(RUN, List.of(verdicts));
    }

    @Nested
    class Compared_with_an_earlier_run {

        @Test
        void tell_what_is_new_what_is_gone_and_what_came_out_otherwise() {
            Outcomes before =
                    of(verdict("web-1", Outcome.PASS), verdict(CheckId.NON_ROOT, "web-1", "main", Outcome.PASS));
            Outcomes now = of(verdict("web-2", Outcome.FAIL), verdict(CheckId.NO_TOKEN, "web-2", "main", Outcome.PASS));

            assertThat(now.since(before))
                    .extracting(Outcomes.Change::words)
                    .containsExactly(
                            "no-token of web/web: PASS, was not asked",
                            "non-root of web/web: not asked, was PASS",
                            "seccomp of web/web: FAIL, was PASS");
        }

        @Test
        void are_the_same_whatever_their_pods_are_called() {
            assertThat(of(verdict("web-1", Outcome.PASS)).since(of(verdict("web-2", Outcome.PASS))))
                    .isEmpty();
        }
    }

    @Test
    void are_the_worst_of_all_replicas() {
        assertThat(of(verdict("web-1", Outcome.PASS), verdict("web-2", Outcome.FAIL), verdict("web-3", Outcome.PASS))
                        .of())
                .containsOnlyKeys("seccomp of web/web")
                .containsValue(Outcome.FAIL);
    }

    @Test
    void tell_identities_apart() {
        assertThat(of(
                                verdict(CheckId.ARBITRARY_UID, "", "restricted-v2", Outcome.PASS),
                                verdict(CheckId.ARBITRARY_UID, "", "other", Outcome.PASS))
                        .of())
                .containsOnlyKeys("arbitrary-uid of web/web as other", "arbitrary-uid of web/web as restricted-v2");
    }

    @Nested
    class On_the_start_page {

        @TempDir
        @SuppressWarnings("NullAway.Init")
        private Path root;

        private void run(String version, Outcome outcome) {
            EvidenceFolder folder = EvidenceFolder.begin(root.resolve("web/" + version));
            folder.verdicts(List.of(verdict("web-1", outcome)));
            folder.run(RUN);
        }

        private String page() throws IOException {
            EvidenceIndex.write(root);
            return Files.readString(root.resolve("index.html"));
        }

        @Test
        void show_what_has_changed_since_the_run_before() throws IOException {
            run("1.35", Outcome.PASS);
            assertThat(page()).contains("the first one");
            run("1.35", Outcome.PASS);
            assertThat(page()).contains("nothing has changed");
            run("1.35", Outcome.FAIL);
            assertThat(page()).contains("seccomp of web/web: FAIL, was PASS").doesNotContain("on different versions");
        }

        @Test
        void remember_the_last_run_that_ended() throws IOException {
            run("1.35", Outcome.PASS);
            EvidenceFolder.begin(root.resolve("web/1.35")).run(Runs.unfinished("web", "web"));
            run("1.35", Outcome.FAIL);

            assertThat(page()).contains("seccomp of web/web: FAIL, was PASS");
        }

        @Test
        void show_what_differs_between_versions() throws IOException {
            run("1.34", Outcome.PASS);
            run("1.35", Outcome.PASS);
            assertThat(page()).contains("web on different versions", "It came out the same on v1.35.0, v1.35.0");
            run("1.34", Outcome.INCONCLUSIVE);
            assertThat(page()).containsSubsequence("<th scope=\"row\">seccomp of web/web</th>", "INCONCLUSIVE", "PASS");
        }

        @Test
        void say_nothing_of_what_another_version_of_Touchstone_has_left() throws IOException {
            run("1.35", Outcome.PASS);
            Files.writeString(root.resolve("web/1.35/verdicts.json"), "[{}, 1]");
            run("1.35", Outcome.PASS);

            assertThat(page()).contains("the first one");
        }
    }
}
