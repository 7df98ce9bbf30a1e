package dev.touchstone.judge;

import dev.touchstone.observe.Admission;
import java.util.List;

/** The API server takes the pod, and has nothing to remark on its security. */
final class Admitted {

    private Admitted() {}

    static Ruling judge(Admission admission) {
        if (!admission.admitted()) {
            return Ruling.fail("the API server refuses it (%d): %s".formatted(admission.status(), admission.message()));
        }
        List<String> security = admission.warnings().stream()
                .filter(warning -> warning.contains("PodSecurity"))
                .toList();
        return security.isEmpty()
                ? Ruling.pass("the API server takes it (%d) and does not warn".formatted(admission.status()))
                : Ruling.fail("the API server takes it and warns: " + security);
    }
}
