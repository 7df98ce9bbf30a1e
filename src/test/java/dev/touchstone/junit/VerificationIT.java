package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.evidence.RunInfo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Evidence of a real run, with mutants and in all its legs: it holds as it is, and no tampering is overlooked. */
@LeaseCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerificationIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path evidence;

    @BeforeAll
    void accept(Cluster cluster) {
        evidence = Hardened.released(cluster).evidence();
    }

    @Nested
    class As_it_is {

        @Test
        void it_holds_and_gives_the_same_verdicts_again() throws Exception {
            Verification.Result result = Verification.of(evidence, Optional.of(Hardened.KEYS.getPublic()));

            assertThat(result.faults()).isEmpty();
            assertThat(result.run().state()).isEqualTo(RunInfo.ACCEPTED);
            assertThat(result.proven())
                    .anyMatch(line -> line.startsWith("every statement is signed by key SHA256:"))
                    .anyMatch(line -> line.startsWith("the facts, judged again, give the same"));
        }

        @Test
        void the_command_line_says_so_with_exit_code_0() {
            StringWriter out = new StringWriter();

            int code = new CommandLine(new VerifyCommand())
                    .setOut(new PrintWriter(out))
                    .execute(evidence.toString());

            assertThat(out.toString())
                    .contains("✓ the evidence holds: the run was accepted", "files are as MANIFEST.json says");
            assertThat(code).isZero();
        }

        @Test
        void the_signature_of_another_key_is_not_taken() throws Exception {
            Verification.Result result = Verification.of(
                    evidence,
                    Optional.of(KeyPairGenerator.getInstance("Ed25519")
                            .generateKeyPair()
                            .getPublic()));

            assertThat(result.faults())
                    .isNotEmpty()
                    .allMatch(fault -> fault.contains("its signature is not that of key SHA256:"));
        }

        @Test
        void what_is_no_evidence_is_told_with_exit_code_2() {
            StringWriter err = new StringWriter();

            int code = new CommandLine(new VerifyCommand())
                    .setErr(new PrintWriter(err))
                    .execute(folder.toString());

            assertThat(err.toString()).contains("there is no MANIFEST.json in");
            assertThat(code).isEqualTo(2);
        }
    }

    @Nested
    class Tampered_with {

        @Test
        void a_changed_byte_is_found_and_its_file_named() throws Exception {
            assertFaults(copy().change("facts/admission.json", text -> text + " "))
                    .anyMatch(fault -> fault.startsWith("facts/admission.json was changed: its SHA-256 is"));
        }

        @Test
        void a_changed_page_is_found() throws Exception {
            assertFaults(copy().change("index.html", "accepted", "Accepted"))
                    .anyMatch(fault -> fault.startsWith("index.html was changed"));
        }

        @Test
        void a_file_that_is_gone_is_named() throws Exception {
            assertFaults(copy().remove("rendered.yaml")).contains("rendered.yaml is missing");
        }

        @Test
        void a_file_that_was_added_is_named() throws Exception {
            assertFaults(copy().add("facts/later.json", "{}")).contains("facts/later.json is not in MANIFEST.json");
        }

        @Test
        void a_manifest_that_was_made_again_is_not_the_one_that_was_stated() throws Exception {
            assertFaults(copy().change("rendered.yaml", text -> text + "# harmless\n")
                            .sealAgain())
                    .contains("evidence.intoto.jsonl, line 1: it states something else than this folder");
        }

        @Test
        void a_fact_that_was_improved_is_judged_again() throws Exception {
            assertFaults(copy().change(container("web"), "\"seccomp\" : 2", "\"seccomp\" : 0")
                            .sealAgain())
                    .anyMatch(fault -> fault.contains("verdicts.json says seccomp of web/web")
                            && fault.contains("judged again: seccomp of web/web")
                            && fault.contains("FAIL"));
        }

        @Test
        void a_verdict_that_was_improved_is_judged_again() throws Exception {
            assertFaults(copy().change("verdicts.json", "Seccomp: 2 in", "Seccomp: 2 in all of")
                            .sealAgain())
                    .anyMatch(fault -> fault.contains("Seccomp: 2 in all of") && fault.contains("judged again:"));
        }

        @Test
        void a_verdict_that_was_left_out_is_named() throws Exception {
            assertFaults(copy().change(
                                    "verdicts.json",
                                    text -> text.replaceFirst(
                                            "(?s)\\{\\s*\"check\" : \"no-token\".*?(?=\\{\\s*\"check\")", ""))
                            .sealAgain())
                    .anyMatch(fault -> fault.matches("no-token of deployment/web/\\w+ was to be judged, and was not"))
                    .anyMatch(fault -> fault.contains("judged again there are"));
        }

        @Test
        void a_shorter_list_of_what_was_to_be_judged_is_not_the_one_that_was_stated() throws Exception {
            assertFaults(copy().change("declared.json", "\"no-token of deployment/web/prepare\",", "")
                            .sealAgain())
                    .contains("evidence.intoto.jsonl, line 1: it states something else than this folder");
        }

        @Test
        void another_end_of_the_run_is_found_by_its_verdicts() throws Exception {
            assertFaults(copy().change("run.json", "\"state\" : \"accepted\"", "\"state\" : \"refused\"")
                            .sealAgain())
                    .contains("run.json says refused; by its facts and verdicts it is accepted");
        }

        @Test
        void a_mutant_that_lived_is_found() throws Exception {
            assertFaults(copy().change(
                                    "facts/mutants.json",
                                    text -> text.replaceFirst("\"outcome\" : \"killed\"", "\"outcome\" : \"survived\""))
                            .sealAgain())
                    .contains("run.json says accepted; by its facts and verdicts it is refused");
        }

        @Test
        void a_statement_that_is_gone_is_missed() throws Exception {
            assertFaults(copy().change("evidence.intoto.jsonl", text -> text.substring(text.indexOf('\n') + 1)))
                    .anyMatch(fault -> fault.matches("evidence.intoto.jsonl has \\d+ statements, expected \\d+"));
        }

        @Test
        void a_statement_without_its_signature_is_not_taken() throws Exception {
            EvidenceCopy copy = copy().change(
                            "evidence.intoto.jsonl",
                            text -> text.replaceFirst("\"sig\":\"[^\"]{8}", "\"sig\":\"AAAAAAAA"));

            assertThat(Verification.of(copy.folder(), Optional.of(Hardened.KEYS.getPublic()))
                            .faults())
                    .anyMatch(fault -> fault.startsWith(
                            "evidence.intoto.jsonl, line 1: its signature is not that of key SHA256:"));
        }

        private EvidenceCopy copy() throws IOException {
            return EvidenceCopy.of(evidence, folder.resolve("copy-" + System.nanoTime()));
        }

        /** The file of a container's facts: its pod's name differs from run to run. */
        private String container(String name) throws IOException {
            try (var files = Files.list(evidence.resolve("facts/containers"))) {
                return "facts/containers/"
                        + files.map(file -> file.getFileName().toString())
                                .filter(file -> file.endsWith("." + name + ".json"))
                                .findFirst()
                                .orElseThrow();
            }
        }

        private ListAssert<String> assertFaults(EvidenceCopy copy) throws IOException {
            List<String> faults =
                    Verification.of(copy.folder(), Optional.empty()).faults();
            return assertThat(faults).isNotEmpty();
        }
    }
}
