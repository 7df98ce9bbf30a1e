package dev.touchstone.mutate;

import dev.touchstone.chart.PodTemplate;
import dev.touchstone.chart.Rendered;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.Subject;
import java.util.List;
import java.util.Optional;

/** A hardened render with two containers, and verdicts on it. */
final class Sound {

    static final String WEB = "deployment/web";

    static final Rendered RENDERED = Rendered.of("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 3
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  automountServiceAccountToken: false
                  securityContext: {runAsNonRoot: true, runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
                  containers:
                    - name: main
                      image: web:1
                      resources: {limits: {memory: 1Gi}}
                      securityContext: &hardened
                        {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
                    - name: helper
                      image: helper:1
                      securityContext: *hardened
                    - name: probe
                      image: busybox:1.35.0
                      securityContext: *hardened
            """);

    private Sound() {}

    static PodTemplate template() {
        return RENDERED.podTemplates().get(0);
    }

    static Mutants mutants() {
        return new Mutants("busybox:1.35.0");
    }

    static Mutant runtime(String operator, String container) {
        return mutants().forRuntime(RENDERED.podTemplates()).stream()
                .filter(mutant -> mutant.operator().name().equals(operator)
                        && mutant.container().equals(container))
                .findFirst()
                .orElseThrow();
    }

    static Mutant admission(String operator) {
        return mutants().forAdmission(RENDERED.podTemplates()).stream()
                .filter(mutant -> mutant.operator().name().equals(operator))
                .findFirst()
                .orElseThrow();
    }

    static Verdict verdict(CheckId check, String container, Outcome outcome, String reason) {
        return new Verdict(
                check,
                new Subject(WEB, "", container, "main", "", ""),
                outcome,
                reason,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
