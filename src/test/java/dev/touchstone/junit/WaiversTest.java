package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.scenario.Waiver;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WaiversTest {

    private final Verdict finding =
            Verdicts.of(CheckId.SECCOMP, Outcome.FAIL, "statefulset/web-worker", "web-worker-0", "main", "no profile");

    @Nested
    class A_waiver {

        @Test
        void leaves_the_finding_to_be_seen_with_who_has_accepted_it_and_until_when() {
            Verdict waived = apply(waiver("seccomp", null, null), finding);

            assertThat(waived.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(waived.acceptable()).isTrue();
            assertThat(waived.waiver()).contains("an old kernel (team a, until 2027-01-31)");
        }

        @Test
        void holds_for_the_workload_that_it_names_by_kind_and_name_or_by_name() {
            assertThat(apply(waiver("seccomp", "statefulset/web-worker", "main"), finding)
                            .acceptable())
                    .isTrue();
            assertThat(apply(waiver("seccomp", "web-worker", "main"), finding).acceptable())
                    .isTrue();
        }

        @Test
        void holds_for_nothing_else() {
            assertThat(List.of(
                            waiver("non-root", null, null),
                            waiver("seccomp", "worker", null),
                            waiver("seccomp", "deployment/web-worker", null),
                            waiver("seccomp", null, "sidecar")))
                    .allSatisfy(waiver ->
                            assertThat(apply(waiver, finding).acceptable()).isFalse());
        }

        @Test
        void is_not_laid_over_what_is_no_finding() {
            Verdict pass = Verdicts.of(CheckId.SECCOMP, Outcome.PASS, "deployment/web", "", "main", "RuntimeDefault");

            assertThat(apply(waiver("seccomp", null, null), pass)).isSameAs(pass);
        }

        @Test
        void can_be_laid_over_what_nobody_knows() {
            Verdict unknown =
                    Verdicts.of(CheckId.SECCOMP, Outcome.INCONCLUSIVE, "deployment/web", "", "main", "no shell");

            assertThat(apply(waiver("seccomp", null, null), unknown).acceptable())
                    .isTrue();
        }
    }

    @Test
    void one_that_accepts_nothing_is_told_unless_its_check_was_not_made() {
        List<Waiver> waivers = List.of(waiver("seccomp", "another", null));

        assertThat(Waivers.unused(waivers, Set.of(CheckId.SECCOMP), List.of(finding)))
                .containsExactly(
                        "the waiver of seccomp (team a) accepts no finding: remove it, or mend its workload and container");
        assertThat(Waivers.unused(waivers, Set.of(CheckId.NON_ROOT), List.of(finding)))
                .isEmpty();
    }

    private static Verdict apply(Waiver waiver, Verdict verdict) {
        return Waivers.apply(List.of(waiver), List.of(verdict)).get(0);
    }

    private static Waiver waiver(String check, @Nullable String workload, @Nullable String container) {
        return new Waiver(
                check,
                Optional.ofNullable(workload),
                Optional.ofNullable(container),
                "an old kernel",
                "team a",
                LocalDate.of(2027, 1, 31));
    }
}
