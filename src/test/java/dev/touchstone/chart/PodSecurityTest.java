package dev.touchstone.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PodSecurityTest {

    @Test
    void restricted_sets_all_six_labels() {
        assertThat(PodSecurity.RESTRICTED.labels())
                .isEqualTo(Map.of(
                        "pod-security.kubernetes.io/enforce", "restricted",
                        "pod-security.kubernetes.io/enforce-version", "latest",
                        "pod-security.kubernetes.io/warn", "restricted",
                        "pod-security.kubernetes.io/warn-version", "latest",
                        "pod-security.kubernetes.io/audit", "restricted",
                        "pod-security.kubernetes.io/audit-version", "latest"));
    }

    @Test
    void privileged_still_warns_and_audits() {
        assertThat(PodSecurity.PRIVILEGED.labels())
                .containsEntry("pod-security.kubernetes.io/enforce", "privileged")
                .containsEntry("pod-security.kubernetes.io/warn", "restricted")
                .containsEntry("pod-security.kubernetes.io/audit", "restricted")
                .hasSize(6);
    }
}
