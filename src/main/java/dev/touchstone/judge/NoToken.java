package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.Probe;
import java.util.Optional;

/** No service account's token lies in the container. One that is mounted unasked is a token all the same. */
final class NoToken extends ContainerCheck {

    private static final Remedy REMEDY = Remedy.ofPod("automountServiceAccountToken", "false");

    NoToken() {
        super(CheckId.NO_TOKEN);
    }

    @Override
    Optional<Ruling> declared(ContainerFacts facts) {
        // The service account may say it instead of the pod; the live pod, below, shows what came of both.
        return facts.declaredPod().path("automountServiceAccountToken").asBoolean(false)
                ? Optional.of(Ruling.fail("declared automountServiceAccountToken: true, expected false", REMEDY))
                : Optional.empty();
    }

    @Override
    Ruling observed(ContainerFacts facts, Probe probe) {
        if (!probe.tokens().isEmpty()) {
            return Ruling.fail("a token lies in the container: %s, expected none".formatted(probe.tokens()), REMEDY);
        }
        return afterwards(facts).orElseGet(() -> Ruling.pass("no token in the container, no token volume in the pod"));
    }

    @Override
    Optional<Ruling> status(ContainerFacts facts) {
        return afterwards(facts);
    }

    private static Optional<Ruling> afterwards(ContainerFacts facts) {
        return facts.pod().tokenVolume()
                ? Optional.of(Ruling.fail("the live pod has a volume with a token, expected none", REMEDY))
                : Optional.empty();
    }
}
