package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletenessTest {

    private static final int CHECKS_OF_CONTAINERS = CheckId.values().length - 9;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @SuppressWarnings("NullAway.Init")
    private PreparedScenario prepared;

    @BeforeEach
    void prepare() {
        prepared = PreparedFolder.in(temp);
    }

    @Test
    void asks_for_every_template_every_container_and_every_step() {
        List<String> missing = missing(EnumSet.allOf(CheckId.class), List.of());

        assertThat(missing)
                .contains(
                        "admitted of deployment/web",
                        "admitted of job/seed",
                        "running of deployment/web",
                        "non-root of deployment/web/init",
                        "non-root of deployment/web/main",
                        "function of it answers")
                .doesNotContain("running of job/seed", "non-root of job/seed/seed")
                .hasSize(2 + 1 + 2 * CHECKS_OF_CONTAINERS + 1);
    }

    @Test
    void compares_nothing_and_asks_for_no_other_user_where_the_scenario_does_not() {
        assertThat(Completeness.askedOf(prepared))
                .contains(CheckId.FUNCTION, CheckId.NON_ROOT)
                .doesNotContain(
                        CheckId.PARITY,
                        CheckId.UPGRADE,
                        CheckId.ARBITRARY_UID,
                        CheckId.LEAST_RIGHTS,
                        CheckId.REACHABILITY,
                        CheckId.DISRUPTION);
    }

    @Test
    void is_content_when_all_has_been_judged_however_it_came_out() {
        List<Verdict> verdicts = new ArrayList<>(List.of(
                verdict(CheckId.ADMITTED, "deployment/web", ""),
                verdict(CheckId.ADMITTED, "job/seed", ""),
                verdict(CheckId.RUNNING, "deployment/web", ""),
                verdict(CheckId.FUNCTION, "it answers", "")));
        for (CheckId check : EnumSet.complementOf(EnumSet.of(
                CheckId.ADMITTED,
                CheckId.RUNNING,
                CheckId.LEAST_RIGHTS,
                CheckId.REACHABILITY,
                CheckId.DISRUPTION,
                CheckId.FUNCTION,
                CheckId.PARITY,
                CheckId.UPGRADE,
                CheckId.ARBITRARY_UID))) {
            verdicts.add(verdict(check, "deployment/web", "init"));
            verdicts.add(verdict(check, "deployment/web", "main"));
        }
        assertThat(missing(EnumSet.allOf(CheckId.class), verdicts)).isEmpty();

        verdicts.remove(verdicts.size() - 1);
        assertThat(missing(EnumSet.allOf(CheckId.class), verdicts))
                .containsExactly("image-digest of deployment/web/main");
    }

    @Test
    void asks_for_the_chosen_checks_only() {
        assertThat(missing(EnumSet.of(CheckId.SECCOMP), List.of()))
                .containsExactly("seccomp of deployment/web/init", "seccomp of deployment/web/main");
    }

    private List<String> missing(EnumSet<CheckId> checks, List<Verdict> verdicts) {
        return new Completeness(checks).missing(prepared, verdicts, true);
    }

    private static Verdict verdict(CheckId check, String workload, String container) {
        return Verdicts.of(check, Outcome.ERROR, workload, container.isEmpty() ? "" : "web-1", container, "");
    }
}
