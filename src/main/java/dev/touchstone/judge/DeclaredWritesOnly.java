package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.Mount;
import dev.touchstone.observe.Probe;
import dev.touchstone.observe.WriteAttempt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The writable mounts of the running container are the volumes that the chart declares, no more (an image's VOLUME makes
 * another) and no less, and each of them really takes a write.
 */
final class DeclaredWritesOnly extends ContainerCheck {

    DeclaredWritesOnly() {
        super(CheckId.DECLARED_WRITES_ONLY);
    }

    @Override
    Optional<Ruling> declared(ContainerFacts facts) {
        return Optional.empty(); // whatever is declared is the measure
    }

    @Override
    Optional<Ruling> status(ContainerFacts facts) {
        return Optional.of(Ruling.notApplicable(
                "%s, and a status says nothing of what it could write to".formatted(facts.note())));
    }

    @Override
    Ruling observed(ContainerFacts facts, Probe probe) {
        Set<String> declared = WritableMounts.declaredWritable(facts);
        Set<String> undeclared = probe.mounts().stream()
                .filter(mount -> !mount.readOnly() && !WritableMounts.isPlatforms(mount, facts.declared()))
                .map(Mount::point)
                .filter(point -> !declared.contains(point))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!undeclared.isEmpty()) {
            return Ruling.fail(
                    "writable and not declared: %s; declared: %s".formatted(undeclared, declared),
                    Remedy.ofContainer("volumeMounts", "a read-only or declared volume at " + undeclared));
        }
        if (probe.writes().isEmpty()) {
            return Ruling.inconclusive("nobody tried to write: the container has no rm to clean up with");
        }
        Map<String, WriteAttempt> attempts = probe.writes().stream()
                .collect(Collectors.toMap(WriteAttempt::path, attempt -> attempt, (first, second) -> first));
        List<String> refused = declared.stream()
                .filter(path ->
                        !attempts.containsKey(path) || attempts.get(path).result() != WriteAttempt.Result.WRITTEN)
                .map(path -> "%s (%s)"
                        .formatted(
                                path,
                                attempts.containsKey(path) ? attempts.get(path).answer() : "it is not mounted"))
                .toList();
        return refused.isEmpty()
                ? Ruling.pass("writable: %s, as declared; each took a write".formatted(declared))
                : Ruling.fail("declared writable, and takes no write: " + refused);
    }
}
