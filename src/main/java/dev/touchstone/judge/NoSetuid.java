package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.Probe;
import java.util.Optional;

/** The image has no file that runs as another user or group than the one who calls it. */
final class NoSetuid extends ContainerCheck {

    NoSetuid() {
        super(CheckId.NO_SETUID);
    }

    @Override
    Optional<Ruling> declared(ContainerFacts facts) {
        return Optional.empty(); // a template says nothing of an image's files
    }

    @Override
    Optional<Ruling> status(ContainerFacts facts) {
        return Optional.of(
                Ruling.notApplicable("%s, and a status says nothing of its image's files".formatted(facts.note())));
    }

    @Override
    Ruling observed(ContainerFacts facts, Probe probe) {
        if (!probe.setuidKnown()) {
            return Ruling.inconclusive("the container has no find to look with");
        }
        return probe.setuid().isEmpty()
                ? Ruling.pass("no file with the setuid or setgid bit")
                : Ruling.fail("files with the setuid or setgid bit: %s; clear the bits when the image is built"
                        .formatted(probe.setuid()));
    }
}
