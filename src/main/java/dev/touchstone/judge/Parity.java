package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.Footprint;
import dev.touchstone.observe.Probe;
import dev.touchstone.observe.StepFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Hardening took no function away: every step gives the same answer with hardening off and on. The comparison means something
 * only where the baseline is really weak, by the same checks that the hardened containers pass.
 */
final class Parity {

    private static final List<ContainerCheck> WEAKNESSES =
            List.of(new NoNewPrivileges(), new ReadOnlyRoot(), new CapabilitiesDropped(), new Seccomp());

    private Parity() {}

    static Ruling judge(StepFacts hardened, StepFacts baseline) {
        List<String> wrong = Function.missing(baseline.attempt(), baseline.expected());
        if (!wrong.isEmpty()) {
            return Ruling.inconclusive("there is nothing to compare with: with hardening off it fails as well: "
                    + Function.describe(baseline.attempt(), wrong));
        }
        if (!hardened.attempt().trouble().isEmpty()) {
            return Ruling.fail("with hardening on there is no answer: %s%n  with hardening off: %s"
                    .formatted(hardened.attempt().trouble(), Answer.of(baseline).lines()));
        }
        Answer off = Answer.of(baseline);
        Answer on = Answer.of(hardened);
        List<String> differences = new ArrayList<>();
        if (off.code() != on.code()) {
            differences.add("code %d off, %d on".formatted(off.code(), on.code()));
        }
        if (!off.lines().equals(on.lines())) {
            differences.add(
                    "off: %s%n    on: %s".formatted(String.join(" | ", off.lines()), String.join(" | ", on.lines())));
        }
        Set<String> more = new TreeSet<>(on.errors());
        more.removeAll(off.errors());
        if (!more.isEmpty()) {
            differences.add("errors with hardening on only: " + more);
        }
        if (!differences.isEmpty()) {
            return Ruling.fail("its answer differs between hardening off and on: "
                    + String.join("%n    ".formatted(), differences));
        }
        if (off.lines().isEmpty()) {
            return Ruling.inconclusive("there is nothing to compare: no line of the answer matches '%s' (compare.lines)"
                    .formatted(hardened.comparison().lines()));
        }
        return Ruling.pass("the same with hardening off (%.1f s) and on (%.1f s): code %d, %s"
                .formatted(
                        baseline.attempt().millis() / 1000.0,
                        hardened.attempt().millis() / 1000.0,
                        on.code(),
                        excerpt(on.lines())));
    }

    private static String excerpt(List<String> lines) {
        return lines.size() > 1 ? "%s … (%d lines)".formatted(lines.get(0), lines.size()) : lines.get(0);
    }

    static Ruling judge(ContainerFacts hardened, ContainerFacts baseline, List<Footprint> on, List<Footprint> off) {
        if (hardened.probe().isEmpty() || baseline.probe().isEmpty()) {
            return Ruling.inconclusive("it cannot be compared: %s"
                    .formatted(
                            hardened.probe().isEmpty() ? hardened.note() : "with hardening off, " + baseline.note()));
        }
        Probe weak = baseline.probe().get();
        List<String> strong = WEAKNESSES.stream()
                .filter(check -> check.observed(baseline, weak).outcome() != Outcome.FAIL)
                .map(check ->
                        check.id().id() + ": " + check.observed(baseline, weak).reason())
                .toList();
        if (!strong.isEmpty()) {
            return Ruling.inconclusive(
                    "the comparison is vacuous: with hardening off the container should be weak, but "
                            + String.join("; ", strong));
        }
        Set<String> refused = refusals(hardened, on);
        refused.removeAll(refusals(baseline, off));
        if (!refused.isEmpty()) {
            return Ruling.fail("with hardening on its log has refusals that it has not with hardening off:%n  %s"
                    .formatted(String.join("%n  ".formatted(), refused)));
        }
        return Ruling.pass("hardening off: %s%s%n  on: %s%s"
                .formatted(
                        Posture.of(weak).words(),
                        taken(baseline, off),
                        Posture.of(hardened.probe().get()).words(),
                        taken(hardened, on)));
    }

    /** Of all replicas, without what differs from run to run. */
    private static Set<String> refusals(ContainerFacts container, List<Footprint> footprints) {
        return footprints.stream()
                .filter(each -> isOf(each, container))
                .flatMap(each -> each.refusals().stream())
                .map(line -> line.replaceAll("[0-9a-f]{8,}|\\d+", "#"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String taken(ContainerFacts container, List<Footprint> footprints) {
        Optional<Footprint> footprint =
                footprints.stream().filter(each -> isOf(each, container)).findFirst();
        return footprint
                .map(each -> ", %d MiB, Ready after %d s".formatted(each.memory() >> 20, each.readyAfter()))
                .orElse("");
    }

    private static boolean isOf(Footprint footprint, ContainerFacts container) {
        return footprint.workload().equals(container.subject().workload())
                && footprint.container().equals(container.subject().container());
    }
}
