package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.Probe;
import dev.touchstone.observe.ProcessFacts;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Every process runs under a seccomp filter ({@code Seccomp: 2}), and the pod asks for one: not every kubelet sets one unasked. */
final class Seccomp extends ContainerCheck {

    private static final int FILTER = 2;
    private static final Set<String> ALLOWED = Set.of("RuntimeDefault", "Localhost");
    private static final Remedy REMEDY = Remedy.ofPod("securityContext.seccompProfile.type", "RuntimeDefault");

    Seccomp() {
        super(CheckId.SECCOMP);
    }

    @Override
    Optional<Ruling> declared(ContainerFacts facts) {
        JsonNode type = Declared.of(facts).effective("seccompProfile").path("type");
        return ALLOWED.contains(type.asString(""))
                ? Optional.empty()
                : Optional.of(Ruling.fail(
                        "declared seccompProfile.type: %s, expected RuntimeDefault or Localhost"
                                .formatted(Declared.words(type)),
                        REMEDY));
    }

    @Override
    Ruling observed(ContainerFacts facts, Probe probe) {
        if (probe.processes().isEmpty()) {
            return Ruling.inconclusive("the probe saw no process, not even itself");
        }
        Optional<ProcessFacts> unfiltered = probe.processes().stream()
                .filter(process -> process.seccomp() != FILTER)
                .findFirst();
        return unfiltered
                .map(process -> Ruling.fail(
                        "process %d (%s) has Seccomp: %d, expected 2 (filter)"
                                .formatted(process.pid(), process.name(), process.seccomp()),
                        REMEDY))
                .orElseGet(() -> Ruling.pass("Seccomp: 2 in %d process(es)"
                        .formatted(probe.processes().size())));
    }
}
