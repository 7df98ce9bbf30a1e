package dev.touchstone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.observe.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredLinesTest {

    private static final DeclaredLines LINES = new DeclaredLines("""
            # Source: web/templates/web.yaml
            kind: Service
            metadata: {name: web}
            ---
            kind: Deployment
            metadata: {name: web}
            spec:
              template:
                spec:
                  securityContext:
                    runAsNonRoot: true
                  initContainers:
                  - name: prepare
                    image: busybox
                  containers:
                  - name: web
                    securityContext:
                      runAsUser: 1000
                      capabilities:
                        drop: [ALL]
            ---
            kind: CronJob
            metadata: {name: nightly}
            spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: clean, image: 'busybox:1'}]}}}}}
            ---
            kind: Pod
            metadata: {name: test}
            spec: {containers: [{name: test, ports: [{containerPort: 80}]}]}
            """);

    private static List<String> of(CheckId check, String workload, String container) {
        return LINES.of(Runs.verdict(check, new Subject(workload, "", container, "main", "", ""), Outcome.PASS, ""));
    }

    @Test
    void are_those_of_the_container_and_of_its_pod() {
        assertThat(of(CheckId.NON_ROOT, "deployment/web", "web"))
                .containsExactly(
                        "line 11: of the pod: securityContext.runAsNonRoot: true",
                        "line 18: securityContext.runAsUser: 1000");
        assertThat(of(CheckId.CAPABILITIES_DROPPED, "deployment/web", "web"))
                .containsExactly("line 20: securityContext.capabilities: {drop: [ALL]}");
    }

    @Test
    void are_found_in_init_containers_in_jobs_and_in_pods() {
        assertThat(of(CheckId.IMAGE_DIGEST, "deployment/web", "prepare")).containsExactly("line 14: image: busybox");
        assertThat(of(CheckId.IMAGE_DIGEST, "cronjob/nightly", "clean")).containsExactly("line 24: image: busybox:1");
        assertThat(of(CheckId.NO_UNDECLARED_LISTENERS, "pod/test", "test"))
                .containsExactly("line 28: ports: [{containerPort: 80}]");
    }

    @Test
    void say_so_where_nothing_is_declared() {
        assertThat(of(CheckId.SECCOMP, "deployment/web", "web"))
                .containsExactly("not declared: securityContext.seccompProfile");
    }

    @Test
    void are_none_for_what_no_container_declares() {
        assertThat(of(CheckId.RUNNING, "deployment/web", "")).isEmpty();
        assertThat(of(CheckId.SECCOMP, "deployment/unknown", "web")).isEmpty();
        assertThat(of(CheckId.SECCOMP, "deployment/web", "unknown")).isEmpty();
    }
}
