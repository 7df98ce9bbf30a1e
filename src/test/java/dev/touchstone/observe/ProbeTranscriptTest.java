package dev.touchstone.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.cluster.Resource;
import dev.touchstone.observe.WriteAttempt.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ProbeTranscriptTest {

    private static final String RECORDED = "/dev/touchstone/judge/recorded/worker";

    @Nested
    class Of_what_was_recorded {

        private final String transcript = Resource.read(Probe.class, RECORDED + ".txt");
        private final Probe probe = ProbeTranscript.read(transcript);

        @Test
        void gives_the_same_facts_again() {
            ContainerFacts recorded =
                    JsonMapper.shared().readValue(Resource.read(Probe.class, RECORDED + ".json"), ContainerFacts.class);

            assertThat(probe).isEqualTo(recorded.probe().orElseThrow());
        }

        @Test
        void is_whole_and_carries_its_mark() {
            assertThat(probe.complete()).isTrue();
            assertThat(probe.nonce()).isEqualTo("ef81d1b6-ce51-44fc-9328-71d34cfc9c4d");
        }

        @Test
        void has_every_process_with_all_its_numbers() {
            assertThat(probe.processes()).extracting(ProcessFacts::name).containsExactly("tini", "java", "sh");
            assertThat(probe.processes()).allSatisfy(process -> {
                assertThat(process.uids()).containsExactly(1000L, 1000L, 1000L, 1000L);
                assertThat(process.capabilities().bounding()).isEqualTo("0000000000000000");
                assertThat(process.noNewPrivileges()).isEqualTo(1);
                assertThat(process.seccomp()).isEqualTo(2);
            });
        }

        /** This node limits pods by version 1 and has version 2 beside it, where every process is in "/". */
        @Test
        void takes_the_control_group_that_names_the_pod() {
            assertThat(probe.processes())
                    .allSatisfy(process -> assertThat(process.cgroup())
                            .startsWith("/kubepods/burstable/pod81531a68-c385-4cc5-a671-f2b93bb7d42f/"));
        }

        @Test
        void has_id_and_touch_word_for_word() {
            assertThat(probe.id()).isEqualTo(new CommandOutput("id", 0, "uid=1000 gid=1000 groups=1000"));
            assertThat(probe.touch())
                    .isEqualTo(
                            new CommandOutput("touch /test", 1, "touch: cannot touch '/test': Read-only file system"));
        }

        @Test
        void is_not_whole_when_it_breaks_off_anywhere() {
            List<String> lines = transcript.lines().toList();
            for (int kept = 0; kept < lines.size() - 1; kept += 10) {
                String part = String.join("\n", lines.subList(0, kept));
                assertThat(ProbeTranscript.read(part).complete()).as(part).isFalse();
            }
        }
    }

    @Nested
    class Of_mounts {

        @Test
        void reads_past_optional_fields() {
            assertThat(mounts(
                            "36 35 98:0 /root /data rw,noatime master:1 shared:7 - ext3 /dev/root rw,errors=continue"))
                    .containsExactly(new Mount("/data", "/root", "ext3", List.of("rw", "noatime")));
        }

        @Test
        void keeps_to_the_options_of_the_mount_whatever_the_file_system_says() {
            assertThat(mounts("1 0 0:1 / / ro,relatime - overlay overlay rw")
                            .get(0)
                            .readOnly())
                    .isTrue();
            assertThat(mounts("1 0 0:1 / / rw,relatime - ext4 /dev/sda ro")
                            .get(0)
                            .readOnly())
                    .isFalse();
            assertThat(mounts("1 0 0:1 / / rw,errors=remount-ro - ext4 /dev/sda rw")
                            .get(0)
                            .readOnly())
                    .isFalse();
        }

        @Test
        void undoes_the_kernels_escapes() {
            assertThat(mounts("1 0 0:1 /a\\040b /with\\040space\\011tab\\134slash rw - ext4 /dev/sda rw"))
                    .extracting(Mount::root, Mount::point)
                    .containsExactly(tuple("/a b", "/with space\ttab\\slash"));
            assertThat(mounts("1 0 0:1 / /not\\134040space rw - ext4 /dev/sda rw")
                            .get(0)
                            .point())
                    .isEqualTo("/not\\040space");
        }

        private List<Mount> mounts(String line) {
            return ProbeTranscript.read("@@ mounts\n" + line + "\n@@ end\n").mounts();
        }
    }

    @Nested
    class Of_other_sections {

        @Test
        void reads_both_versions_of_control_groups() {
            Probe probe = ProbeTranscript.read("""
                    @@ processes
                    Pid:\t1
                    Uid:\t5\t5\t5\t5
                    Cgroup:\t/
                    @@ cgroup
                    memory.max 1073741824
                    cpu.max max 100000
                    pids/pids.max 512
                    @@ end
                    """);

            assertThat(probe.cgroup())
                    .isEqualTo(Map.of("memory.max", "1073741824", "cpu.max", "max 100000", "pids/pids.max", "512"));
            assertThat(probe.processes()).extracting(ProcessFacts::cgroup).containsExactly("/");
        }

        @Test
        void leaves_out_a_process_that_ended_while_it_was_read() {
            assertThat(ProbeTranscript.read("@@ processes\nPid:\t7\nPid:\t8\nUid:\t1\t1\t1\t1\n@@ end\n")
                            .processes())
                    .extracting(ProcessFacts::pid)
                    .containsExactly(8);
        }

        @Test
        void does_not_make_zeros_of_what_the_kernel_did_not_print() {
            ProcessFacts process = ProbeTranscript.read("@@ processes\nPid:\t8\nUid:\t1\t1\t1\t1\n@@ end\n")
                    .processes()
                    .get(0);

            assertThat(process.noNewPrivileges()).isEqualTo(-1);
            assertThat(process.seccomp()).isEqualTo(-1);
            assertThat(process.capabilities().bounding()).isEmpty();
        }

        @Test
        void tells_no_setuid_file_from_nobody_who_looked() {
            assertThat(ProbeTranscript.read("@@ setuid\n@@ end\n").setuidKnown())
                    .isTrue();
            assertThat(ProbeTranscript.read("@@ setuid\n@ no find\n@@ end\n").setuidKnown())
                    .isFalse();
            assertThat(ProbeTranscript.read("@@ setuid\n/usr/bin/su\n@@ end\n").setuid())
                    .containsExactly("/usr/bin/su");
        }

        @Test
        void tells_which_folders_took_a_write() {
            List<WriteAttempt> writes = ProbeTranscript.read(
                            "@@ writes\n/tmp\tcreated\n/a b\tsh: 1: cannot create /a b/x: Permission denied\n/tmp\tcreated\n@@ end\n")
                    .writes();

            assertThat(writes).extracting(WriteAttempt::path).containsExactly("/tmp", "/a b");
            assertThat(writes).extracting(WriteAttempt::result).containsExactly(Result.WRITTEN, Result.DENIED);
            assertThat(ProbeTranscript.read("@@ writes\n@ no rm\n@@ end\n").writes())
                    .isEmpty();
        }

        @Test
        void has_an_exit_code_only_where_there_was_one() {
            assertThat(ProbeTranscript.read("@@ id\nsh: id: not found\n@ exit 127\n@@ end\n")
                            .id())
                    .isEqualTo(new CommandOutput("id", 127, "sh: id: not found"));
            assertThat(ProbeTranscript.read("@@ end\n").id().exitCode()).isEqualTo(-1);
        }
    }

    /** A transcript is what somebody else's container printed. Whoever reads one catches what comes of it. */
    @Nested
    class Of_something_else {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "\n\n",
                    "OCI runtime exec failed: exec: \"sh\": executable file not found in $PATH",
                    "@@",
                    "@@ nonce",
                    "Welcome!\n@ exit 0\n\u001b[2J"
                })
        void is_never_whole(String text) {
            assertThat(ProbeTranscript.read(text).complete()).isFalse();
            assertThat(ProbeTranscript.read(text).nonce()).isEmpty();
            assertThat(ProbeTranscript.read(text).processes()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "@@ processes\nUid:\t0\n@@ end",
                    "@@ processes\nPid:\tone\nUid:\t0\n@@ end",
                    "@@ processes\nPid:\t1\nUid:\troot\n@@ end",
                    "@@ mounts\nnonsense\n@@ end",
                    "@@ listeners\ntcp 0100007F\n@@ end",
                    "@@ cgroup\nmemory.max\n@@ end",
                    "@@ cgroup\nmemory.max much\n@@ end",
                    "@@ cgroup\ncpu.max 200000\n@@ end",
                    "@@ cgroup\ncpu/cpu.cfs_period_us 0\n@@ end",
                    "@@ processes\nPid:\t1\nUid:\t1\nCapBnd:\tnone\n@@ end",
                    "@@ processes\nPid:\t1\nUid:\t1\nCapBnd:\t00000000000000000\n@@ end",
                    "@@ id\n@ exit none\n@@ end"
                })
        void is_refused_rather_than_guessed_at(String text) {
            assertThatException().isThrownBy(() -> ProbeTranscript.read(text));
        }

        @Test
        void may_be_preceded_by_what_a_shell_says_at_its_start() {
            Probe probe = ProbeTranscript.read("Welcome to the container\n@@ nonce\nmine\n@@ end\n");

            assertThat(probe.nonce()).isEqualTo("mine");
            assertThat(probe.complete()).isTrue();
        }
    }
}
