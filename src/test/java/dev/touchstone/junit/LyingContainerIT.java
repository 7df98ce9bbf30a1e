package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.Resource;
import dev.touchstone.evidence.RunInfo;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.scenario.Scenarios;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.Transferable;

/** Containers whose own shell does not tell what it is asked: whoever believes it would print green. */
@LeaseCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LyingContainerIT {

    /** In place of the shell: an answer of an earlier day, none at all with exit code 0, and one that breaks off. */
    private static final String SHELL = """
            #!/busybox ash
            case $LIE in
              yesterday) /busybox cat /yesterday ;;
              cut-off) printf '@@ nonce\\n%s\\n' "$2" ;;
            esac
            """;

    private static final int EXECUTABLE = 0100755;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private AcceptanceResult result;

    @BeforeAll
    void accept(Cluster cluster) {
        ImageCatalog catalog = ImageCatalog.ofProject(new Engine());
        new ImageFromDockerfile("touchstone/liar:test", false)
                .withFileFromTransferable("sh", Transferable.of(SHELL.getBytes(StandardCharsets.UTF_8), EXECUTABLE))
                .withFileFromString(
                        "yesterday", Resource.read(ContainerFacts.class, "/dev/touchstone/judge/recorded/worker.txt"))
                .withFileFromString(
                        "Dockerfile",
                        "FROM %s AS tools\nFROM scratch\nCOPY --from=tools /bin/busybox /busybox\nCOPY sh /bin/sh\nCOPY yesterday /yesterday\nCMD [\"/busybox\", \"sleep\", \"36000\"]\n"
                                .formatted(catalog.inEngine(Installations.PROBE_IMAGE)))
                .get();
        result = new Weakenings(cluster, folder.resolve("evidence"))
                .run(
                        Scenarios.in(Path.of("src/test/resources/scenarios"), LocalDate.EPOCH)
                                .named("liars"),
                        PodSecurity.PRIVILEGED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            yesterday | begins with mark 'ef81d1b6-ce51-44fc-9328-71d34cfc9c4d'
            silent    | begins with mark ''
            cut-off   | breaks off before its end
            """)
    void what_is_no_answer_to_the_question_proves_nothing(String container, String reason) {
        assertThat(of(container, CheckId.READ_ONLY_ROOT).reason()).contains("the probe's answer is not whole", reason);
        assertThat(result.verdicts())
                .filteredOn(verdict -> verdict.subject().container().equals(container))
                .filteredOn(verdict -> verdict.check() != CheckId.IMAGE_DIGEST)
                .isNotEmpty()
                .extracting(Verdict::outcome)
                .containsOnly(Outcome.INCONCLUSIVE);
    }

    /** The runtime's own process is waited for, until it has become what it was started for; one that stays is the container's. */
    @Test
    void a_process_that_takes_the_runtimes_name_is_judged_all_the_same() {
        Verdict seccomp = of("disguised", CheckId.SECCOMP);

        assertThat(seccomp.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(seccomp.reason()).contains("process 1 (runc:[2:INIT]) has Seccomp: 0");
    }

    @Test
    void the_run_is_refused() {
        assertThat(result.accepted()).isFalse();
        assertThat(result.facts().release().rollout().ready()).isTrue();
        assertThat(result.run().state()).isEqualTo(RunInfo.REFUSED);
    }

    private Verdict of(String container, CheckId check) {
        return result.verdicts().stream()
                .filter(verdict -> verdict.check() == check
                        && verdict.subject().container().equals(container))
                .findFirst()
                .orElseThrow();
    }
}
