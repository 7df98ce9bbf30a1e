package dev.touchstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartFailureTest {

    /** What engines and nodes really said, shortened to the part that tells. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    driver failed programming external connectivity: Bind for 127.0.0.1:6443 failed: port is already allocated | A port is taken
                    OCI runtime create failed: unable to apply caps: operation not permitted | --privileged is not possible
                    privileged mode is incompatible with user namespaces | --privileged is not possible
                    level=fatal msg="failed to find memory cgroup (v2)" | misses a cgroup controller
                    write /var/lib/docker/tmp: no space left on device | The disk is full
                    failed to create fsnotify watcher: inotify_init: no space left on device | no inotify instances left
                    Running kubelet --fail-cgroupv1=false, then exit 1 | did not start
                    something that nobody has seen before | did not start
                    """)
    void is_explained_by_cause_and_cure(String said, String cause) {
        Diagnosis diagnosis = StartFailure.diagnose("rancher/k3s:v1.35.1-k3s1", said);

        assertThat(diagnosis.cause()).contains(cause, said);
        assertThat(diagnosis.cure()).isNotBlank();
    }
}
