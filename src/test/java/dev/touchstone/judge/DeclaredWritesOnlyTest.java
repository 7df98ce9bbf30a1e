package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeclaredWritesOnlyTest {

    private static Ruling judged(Recorded recorded) {
        return new DeclaredWritesOnly().judge(recorded.facts());
    }

    @Test
    void passes_on_what_was_recorded() {
        assertThat(judged(Recorded.worker()))
                .passes()
                .naming("writable: [/spark/local, /spark/work, /tmp], as declared; each took a write");
    }

    @Nested
    class Of_what_is_not_declared {

        /** The runtime makes a writable volume of an image's VOLUME, and no manifest shows it. */
        @Test
        void fails_on_the_writable_volume_of_an_image() {
            assertThat(judged(withMount(
                            "/data",
                            "/var/lib/rancher/k3s/agent/containerd/io.containerd.grpc.v1.cri/containers/c/volumes/v")))
                    .fails()
                    .naming("writable and not declared: [/data]", "declared: [/spark/local, /spark/work, /tmp]")
                    .withRemedy(Remedy.Level.CONTAINER, "volumeMounts");
        }

        @Test
        void fails_on_a_volume_that_was_declared_read_only_and_is_not() {
            assertThat(judged(Recorded.worker().withMount("/etc/spark", "options", "[\"rw\"]")))
                    .fails()
                    .naming("writable and not declared: [/etc/spark]");
        }

        @Test
        void does_not_take_a_folder_for_the_platforms_by_half_its_name() {
            assertThat(judged(withMount("/devices", "/x"))).fails().naming("[/devices]");
        }

        @Test
        void leaves_the_file_for_termination_messages_to_the_platform_wherever_it_lies() {
            Recorded elsewhere = withMount("/var/messages", "/x");
            assertThat(judged(elsewhere)).fails();
            assertThat(judged(elsewhere.with("/declared/terminationMessagePath", "\"/var/messages\"")))
                    .passes();
        }

        private Recorded withMount(String point, String root) {
            return Recorded.worker()
                    .with(
                            "/probe/mounts/-",
                            "{\"point\": \"%s\", \"root\": \"%s\", \"type\": \"ext4\", \"options\": [\"rw\", \"relatime\"]}"
                                    .formatted(point, root));
        }
    }

    @Nested
    class Of_what_is_declared {

        @Test
        void fails_on_an_emptyDir_that_takes_no_write() {
            assertThat(judged(Recorded.worker()
                            .withWrite(
                                    "/spark/work",
                                    "sh: 79: cannot create /spark/work/.touchstone-860: Permission denied")))
                    .fails()
                    .naming("declared writable, and takes no write: [/spark/work (sh: 79", "Permission denied)]");
        }

        @Test
        void fails_on_an_emptyDir_that_is_not_mounted() {
            assertThat(judged(Recorded.worker()
                            .with("/declaredPod/volumes/-", "{\"name\": \"cache\", \"emptyDir\": {}}")
                            .with("/declared/volumeMounts/-", "{\"name\": \"cache\", \"mountPath\": \"/cache/\"}")))
                    .fails()
                    .naming("takes no write: [/cache (it is not mounted)]");
        }

        @Test
        void counts_a_claim_as_declared() {
            assertThat(judged(Recorded.worker()
                            .with(
                                    "/declaredPod/volumes/1",
                                    "{\"name\": \"local\", \"persistentVolumeClaim\": {\"claimName\": \"local\"}}")))
                    .passes();
        }

        @Test
        void fails_on_a_mount_of_a_volume_that_is_not_declared() {
            assertThat(judged(Recorded.worker().without("/declaredPod/volumes/1")))
                    .fails()
                    .naming("writable and not declared: [/spark/local]");
        }

        @Test
        void accepts_a_container_that_declares_nothing_and_mounts_nothing() {
            assertThat(judged(Recorded.worker()
                            .with("/declared/volumeMounts", "[]")
                            .withMount("/tmp", "options", "[\"ro\"]")
                            .withMount("/spark/local", "options", "[\"ro\"]")
                            .withMount("/spark/work", "options", "[\"ro\"]")))
                    .passes()
                    .naming("writable: []");
        }
    }

    @Test
    void is_inconclusive_when_nothing_was_observed() {
        assertThat(judged(Recorded.worker().with("/probe/writes", "[]")))
                .isInconclusive()
                .naming("nobody tried to write", "no rm");
        assertThat(judged(Recorded.worker().unseen())).isInconclusive().naming("the connection was lost");
    }
}
