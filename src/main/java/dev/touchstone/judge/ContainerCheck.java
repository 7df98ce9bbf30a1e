package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.Probe;
import java.util.Optional;

/**
 * A check of one container. It holds only if it is both declared and observed: what holds without being declared holds by
 * luck, on this cluster.
 */
abstract class ContainerCheck {

    private final CheckId id;

    ContainerCheck(CheckId id) {
        this.id = id;
    }

    final CheckId id() {
        return id;
    }

    /** What is wrong with the declaration; empty when nothing is. */
    abstract Optional<Ruling> declared(ContainerFacts facts);

    /** What the running container shows. */
    abstract Ruling observed(ContainerFacts facts, Probe probe);

    /** What is left of a container that had finished: its status. Nothing that contradicts, unless a check knows better. */
    Optional<Ruling> status(ContainerFacts facts) {
        return Optional.empty();
    }

    final Ruling judge(ContainerFacts facts) {
        Optional<Ruling> declared = declared(facts);
        if (facts.probe().isPresent()) {
            Ruling observed = observed(facts, facts.probe().get());
            if (observed.outcome() != Outcome.PASS) {
                return observed;
            }
            return declared.map(fault -> new Ruling(
                            Outcome.FAIL,
                            fault.reason() + "; it holds here by luck: " + observed.reason(),
                            fault.remedy()))
                    .orElse(observed);
        }
        if (declared.isPresent()) {
            return declared.get();
        }
        if (facts.access() == ContainerFacts.Access.STATUS) {
            return status(facts)
                    .orElseGet(() -> Ruling.pass("by declaration and status only: %s".formatted(facts.note())));
        }
        return Ruling.inconclusive("it was declared, but not observed: " + facts.note());
    }
}
