package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.Probe;
import dev.touchstone.observe.ProcessFacts;
import java.util.Optional;

/** Every process has {@code NoNewPrivs: 1}, so that no setuid file gives it more than it has. Unset is not false. */
final class NoNewPrivileges extends ContainerCheck {

    private static final Remedy REMEDY = Remedy.ofContainer("securityContext.allowPrivilegeEscalation", "false");

    NoNewPrivileges() {
        super(CheckId.NO_NEW_PRIVILEGES);
    }

    @Override
    Optional<Ruling> declared(ContainerFacts facts) {
        var field = Declared.of(facts).own("allowPrivilegeEscalation");
        return field.isBoolean() && !field.asBoolean()
                ? Optional.empty()
                : Optional.of(Ruling.fail(
                        "declared allowPrivilegeEscalation: %s, expected false".formatted(Declared.words(field)),
                        REMEDY));
    }

    @Override
    Ruling observed(ContainerFacts facts, Probe probe) {
        if (probe.processes().isEmpty()) {
            return Ruling.inconclusive("the probe saw no process, not even itself");
        }
        Optional<ProcessFacts> free = probe.processes().stream()
                .filter(process -> process.noNewPrivileges() != 1)
                .findFirst();
        return free.map(process -> Ruling.fail(
                        "process %d (%s) has NoNewPrivs: %d, expected 1"
                                .formatted(process.pid(), process.name(), process.noNewPrivileges()),
                        REMEDY))
                .orElseGet(() -> Ruling.pass("NoNewPrivs: 1 in %d process(es)"
                        .formatted(probe.processes().size())));
    }
}
