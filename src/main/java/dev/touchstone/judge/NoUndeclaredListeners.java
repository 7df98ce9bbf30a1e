package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.Probe;
import java.util.List;
import java.util.Optional;

/**
 * Every socket of the pod that others can reach is one of its declared container ports: a policy cannot be written for a port
 * that nobody knows. The loopback address is the pod's own affair.
 */
final class NoUndeclaredListeners extends ContainerCheck {

    NoUndeclaredListeners() {
        super(CheckId.NO_UNDECLARED_LISTENERS);
    }

    @Override
    Optional<Ruling> declared(ContainerFacts facts) {
        return Optional.empty(); // whatever is declared is the measure
    }

    @Override
    Optional<Ruling> status(ContainerFacts facts) {
        return Optional.of(
                Ruling.notApplicable("%s, and a status says nothing of what it listened on".formatted(facts.note())));
    }

    @Override
    Ruling observed(ContainerFacts facts, Probe probe) {
        List<String> open = probe.listeners().stream()
                .filter(listener -> !listener.loopback() && !listener.connected())
                .map(listener -> listener.transport() + "/" + listener.port())
                .distinct()
                .sorted()
                .toList();
        List<String> undeclared = open.stream()
                .filter(port -> !facts.pod().ports().contains(port))
                .toList();
        return undeclared.isEmpty()
                ? Ruling.pass("listening: %s; declared: %s"
                        .formatted(open, facts.pod().ports()))
                : Ruling.fail(
                        "listening and not declared: %s; declared: %s"
                                .formatted(undeclared, facts.pod().ports()),
                        Remedy.ofContainer("ports", "every port that it listens on"));
    }
}
