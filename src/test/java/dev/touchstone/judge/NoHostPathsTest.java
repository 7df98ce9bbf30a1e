package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NoHostPathsTest {

    private static Ruling judged(Recorded recorded) {
        return new NoHostPaths().judge(recorded.facts());
    }

    @Test
    void passes_on_what_was_recorded() {
        assertThat(judged(Recorded.worker())).passes().naming("mounts, all of the pod or its claims");
    }

    @Test
    void fails_on_a_declared_hostPath() {
        assertThat(judged(Recorded.worker()
                        .with(
                                "/declaredPod/volumes/-",
                                "{\"name\": \"logs\", \"hostPath\": {\"path\": \"/var/log\"}}")))
                .fails()
                .naming("declared volume \"logs\" is hostPath \"/var/log\", expected none")
                .withRemedy(Remedy.Level.POD, "volumes");
    }

    @Test
    void fails_on_the_socket_of_a_runtime() {
        assertThat(judged(Recorded.worker().with("/probe/runtimeSockets", "[\"/run/k3s/containerd/containerd.sock\"]")))
                .fails()
                .naming("runtime's socket is within reach: [/run/k3s/containerd/containerd.sock]");
    }

    /** Pod Security looks at volumes, and not behind claims. */
    @Nested
    class Behind_a_claim {

        @Test
        void fails_on_a_volume_that_a_person_has_made_of_a_hostPath() {
            assertThat(judged(claimed("{\"source\": \"hostPath\", \"provisioner\": \"\"}")))
                    .fails()
                    .naming("claim data is bound to a hostPath volume that no provisioner has made");
        }

        @Test
        void passes_on_a_hostPath_that_a_provisioner_has_made() {
            assertThat(judged(claimed("{\"source\": \"hostPath\", \"provisioner\": \"rancher.io/local-path\"}")))
                    .passes();
        }

        @Test
        void passes_on_other_storage() {
            assertThat(judged(claimed("{\"source\": \"csi\", \"provisioner\": \"\"}")))
                    .passes();
        }

        private Recorded claimed(String claim) {
            return Recorded.worker()
                    .with("/pod/claims/data", claim)
                    .with(
                            "/declaredPod/volumes/-",
                            "{\"name\": \"data\", \"persistentVolumeClaim\": {\"claimName\": \"data\"}}")
                    .with("/declared/volumeMounts/-", "{\"name\": \"data\", \"mountPath\": \"/data\"}")
                    .with("/probe/mounts/-", mount("/data", "/opt/local-path-provisioner/pvc-1", "ext4"));
        }
    }

    @Nested
    class Of_what_is_mounted_without_being_declared {

        @Test
        void fails_on_a_folder_of_the_nodes_disk() {
            assertThat(judged(Recorded.worker().with("/probe/mounts/-", mount("/host", "/etc", "ext4"))))
                    .fails()
                    .naming("mounted from outside the pod's own folder on the node: [/host from /etc]");
        }

        @Test
        void fails_on_a_folder_of_another_pod() {
            assertThat(judged(Recorded.worker()
                            .with("/probe/mounts/-", mount("/host", "/var/lib/kubelet/pods/4711/volumes/v", "ext4"))))
                    .fails()
                    .naming("/host from /var/lib/kubelet/pods/4711/volumes/v");
        }

        /** As in k3s and kind: the node is a container, and its root an overlay. */
        @Test
        void fails_on_a_folder_of_a_node_that_is_itself_a_container() {
            assertThat(judged(Recorded.worker().with("/probe/mounts/-", mount("/host", "/etc", "overlay"))))
                    .fails()
                    .naming("[/host from /etc]");
            assertThat(judged(Recorded.worker().with("/probe/mounts/-", mount("/host", "/", "overlay"))))
                    .fails()
                    .naming("[/host from /]");
        }

        @Test
        void fails_on_a_folder_of_the_nodes_memory() {
            assertThat(judged(Recorded.worker().with("/probe/mounts/-", mount("/host", "/containerd", "tmpfs"))))
                    .fails()
                    .naming("[/host from /containerd]");
        }

        @Test
        void passes_on_a_volume_in_memory() {
            assertThat(judged(Recorded.worker().with("/probe/mounts/-", mount("/var/run/secrets/x", "/", "tmpfs"))))
                    .passes();
            assertThat(judged(Recorded.worker()
                            .with("/declared/volumeMounts/-", "{\"name\": \"local\", \"mountPath\": \"/one\"}")
                            .with("/probe/mounts/-", mount("/one", "/key", "tmpfs"))))
                    .passes();
        }

        @Test
        void passes_on_an_image_that_is_mounted_as_a_volume() {
            assertThat(judged(Recorded.worker()
                            .with(
                                    "/declaredPod/volumes/-",
                                    "{\"name\": \"jars\", \"image\": {\"reference\": \"jars:1\"}}")
                            .with("/declared/volumeMounts/-", "{\"name\": \"jars\", \"mountPath\": \"/jars\"}")
                            .with("/probe/mounts/-", mount("/jars", "/", "overlay"))))
                    .passes();
        }
    }

    @Test
    void is_inconclusive_when_nothing_was_observed() {
        assertThat(judged(Recorded.worker().with("/probe/mounts", "[]")))
                .isInconclusive()
                .naming("the mount table is empty");
        assertThat(judged(Recorded.worker().unseen())).isInconclusive().naming("the connection was lost");
    }

    private static String mount(String point, String root, String type) {
        return "{\"point\": \"%s\", \"root\": \"%s\", \"type\": \"%s\", \"options\": [\"ro\"]}"
                .formatted(point, root, type);
    }
}
