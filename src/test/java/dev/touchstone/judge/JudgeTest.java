package dev.touchstone.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.observe.AcceptanceFacts;
import dev.touchstone.observe.AccountFacts;
import dev.touchstone.observe.Admission;
import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.IdentityFacts;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.ReleaseFacts.RolloutFacts;
import dev.touchstone.observe.Right;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.UpgradeFacts;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {

    private static final Judge ALL = new Judge(EnumSet.allOf(CheckId.class));

    @Nested
    class Of_a_container {

        @Test
        void passes_every_check_on_what_was_recorded() {
            ContainerFacts facts = Recorded.worker().facts();

            assertThat(ALL.judge(facts, List.of(facts)))
                    .hasSize(13)
                    .allSatisfy(verdict ->
                            assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.PASS));
        }

        /** No green without a red, and no red for another's reason. */
        @ParameterizedTest(name = "{0}: {1}")
        @MethodSource("dev.touchstone.judge.JudgeTest#weakened")
        void turns_red_for_the_intended_check_alone(CheckId intended, String how, Recorded weakened) {
            ContainerFacts facts = weakened.facts();

            Set<CheckId> notPassed = EnumSet.noneOf(CheckId.class);
            ALL.judge(facts, List.of(facts)).stream()
                    .filter(verdict -> verdict.outcome() != Outcome.PASS)
                    .peek(verdict -> assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL))
                    .forEach(verdict -> notPassed.add(verdict.check()));
            assertThat(notPassed).as(how).containsExactly(intended);
        }

        @Test
        void passes_no_check_that_needs_an_observation_when_there_is_none() {
            ContainerFacts facts = Recorded.worker().unseen().facts();

            assertThat(ALL.judge(facts, List.of(facts)))
                    .filteredOn(verdict -> verdict.check() != CheckId.IMAGE_DIGEST)
                    .hasSize(12)
                    .allSatisfy(verdict -> assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE));
        }

        @Test
        void says_of_every_check_of_a_finished_container_what_it_rests_on() {
            ContainerFacts facts = Recorded.worker().finished().facts();

            assertThat(ALL.judge(facts, List.of(facts)))
                    .filteredOn(verdict -> verdict.check() != CheckId.IMAGE_DIGEST)
                    .allSatisfy(verdict -> assertThat(verdict.reason())
                            .contains(
                                    verdict.outcome() == Outcome.NOT_APPLICABLE
                                            ? "a status says nothing of"
                                            : "by declaration and status only"));
        }
    }

    static Stream<Arguments> weakened() {
        String declared = "/declared/securityContext/";
        return Stream.of(
                red(CheckId.NON_ROOT, "a process is root", "/probe/processes/1/uids", "[0, 0, 0, 0]"),
                red(CheckId.NON_ROOT, "runAsNonRoot off", "/declaredPod/securityContext/runAsNonRoot", "false"),
                red(CheckId.NO_NEW_PRIVILEGES, "a process may gain", "/probe/processes/1/noNewPrivileges", "0"),
                red(CheckId.NO_NEW_PRIVILEGES, "escalation on", declared + "allowPrivilegeEscalation", "true"),
                Arguments.of(
                        CheckId.READ_ONLY_ROOT,
                        "the root takes a write",
                        Recorded.worker().withMount("/", "options", "[\"rw\"]").withWrite("/", "created")),
                red(CheckId.READ_ONLY_ROOT, "read-only off", declared + "readOnlyRootFilesystem", "false"),
                red(
                        CheckId.CAPABILITIES_DROPPED,
                        "CapBnd full",
                        "/probe/processes/0/capabilities/bounding",
                        "\"00000000a80425fb\""),
                red(CheckId.CAPABILITIES_DROPPED, "nothing dropped", declared + "capabilities/drop", "[]"),
                Arguments.of(
                        CheckId.DECLARED_WRITES_ONLY,
                        "a read-only volume is writable",
                        Recorded.worker().withMount("/etc/spark", "options", "[\"rw\"]")),
                red(CheckId.SECCOMP, "no filter", "/probe/processes/2/seccomp", "0"),
                red(
                        CheckId.SECCOMP,
                        "unconfined",
                        "/declaredPod/securityContext/seccompProfile/type",
                        "\"Unconfined\""),
                red(CheckId.RESOURCES, "a limit not applied", "/probe/cgroup/cpu~1cpu.cfs_quota_us", "\"-1\""),
                red(CheckId.RESOURCES, "no requests", "/declared/resources/requests", "{}"),
                red(CheckId.NO_HOST_NAMESPACES, "a process of the node", "/probe/processes/1/cgroup", "\"/init\""),
                red(CheckId.NO_HOST_NAMESPACES, "hostNetwork on", "/declaredPod/hostNetwork", "true"),
                red(
                        CheckId.NO_HOST_PATHS,
                        "a folder of the node",
                        "/probe/mounts/-",
                        "{\"point\": \"/host\", \"root\": \"/etc\", \"type\": \"ext4\", \"options\": [\"ro\"]}"),
                red(
                        CheckId.NO_HOST_PATHS,
                        "a hostPath",
                        "/declaredPod/volumes/-",
                        "{\"name\": \"x\", \"hostPath\": {\"path\": \"/\"}}"),
                red(
                        CheckId.NO_TOKEN,
                        "a token",
                        "/probe/tokens",
                        "[\"/run/secrets/kubernetes.io/serviceaccount/token\"]"),
                red(CheckId.NO_TOKEN, "automount on", "/declaredPod/automountServiceAccountToken", "true"),
                red(
                        CheckId.NO_UNDECLARED_LISTENERS,
                        "a port not declared",
                        "/pod/ports",
                        "[\"TCP/7078\", \"TCP/7337\"]"),
                red(CheckId.NO_SETUID, "a setuid file", "/probe/setuid", "[\"/usr/bin/su\"]"),
                red(CheckId.IMAGE_DIGEST, "no digest", "/subject/digest", "\"spark\""));
    }

    private static Arguments red(CheckId intended, String how, String pointer, String json) {
        return Arguments.of(intended, how, Recorded.worker().with(pointer, json));
    }

    @Nested
    class Of_a_release {

        private final ContainerFacts container = Recorded.worker().facts();
        private final Admission admission = Recorded.template().admission();
        private final StepFacts step = Recorded.step().stepFacts();
        private static final Right GET_PODS = new Right("", "pods", "get", List.of());

        private final ReleaseFacts release = new ReleaseFacts(
                List.of(admission),
                new RolloutFacts(true, "every workload is Ready", 885),
                List.of("statefulset/spark-sa-worker", "deployment/absent"),
                List.of(container.pod()),
                List.of(container),
                List.of(step),
                List.of(),
                List.of(new AccountFacts("serviceaccount/web", List.of(GET_PODS), List.of(GET_PODS), List.of(), "")),
                Optional.of(RecordedNetwork.right()),
                Optional.of(RecordedDisruption.right()),
                List.of("a step that was not reached"));

        @Test
        void judges_everything_that_was_seen_and_everything_that_was_not() {
            assertThat(ALL.judge(release)).hasSize(1 + 2 + 13 + 1 + 2 + 1 + 1 + 1);
            assertThat(ALL.judge(release))
                    .filteredOn(verdict -> verdict.outcome() != Outcome.PASS)
                    .extracting(
                            Verdict::check,
                            Verdict::outcome,
                            verdict -> verdict.subject().workload())
                    .containsExactly(
                            tuple(CheckId.RUNNING, Outcome.FAIL, "deployment/absent"),
                            tuple(CheckId.FUNCTION, Outcome.INCONCLUSIVE, "a step that was not reached"));
        }

        @Test
        void covers_every_check() {
            AcceptanceFacts all = new AcceptanceFacts(
                    release,
                    Optional.of(release),
                    List.of(new IdentityFacts("others", Optional.empty(), List.of(), release)),
                    Optional.of(new UpgradeFacts(release, List.of(), Optional.empty())),
                    Optional.empty());

            assertThat(ALL.judge(all)).extracting(Verdict::check).contains(CheckId.values());
        }

        @Test
        void gives_the_same_verdicts_in_the_same_order_again() {
            assertThat(ALL.judge(release)).isEqualTo(ALL.judge(release));
        }

        @Test
        void keeps_to_the_checks_that_are_wanted() {
            assertThat(new Judge(Set.of(CheckId.SECCOMP, CheckId.ADMITTED)).judge(release))
                    .extracting(Verdict::check)
                    .containsExactly(CheckId.ADMITTED, CheckId.SECCOMP);
        }
    }
}
