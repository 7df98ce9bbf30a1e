package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.Probe;
import dev.touchstone.observe.ProcessFacts;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Every capability set of every process is empty, the bounding set above all: the effective set of a process that is not root
 * is empty whatever was dropped. NET_BIND_SERVICE may be added, as {@code restricted} allows, if it is declared.
 */
final class CapabilitiesDropped extends ContainerCheck {

    private static final long NET_BIND_SERVICE = 1L << 10;
    private static final Remedy REMEDY = Remedy.ofContainer("securityContext.capabilities.drop", "[ALL]");

    CapabilitiesDropped() {
        super(CheckId.CAPABILITIES_DROPPED);
    }

    @Override
    Optional<Ruling> declared(ContainerFacts facts) {
        JsonNode capabilities = Declared.of(facts).own("capabilities");
        boolean all = capabilities
                .path("drop")
                .valueStream()
                .anyMatch(name -> name.asString("").equals("ALL"));
        List<String> added = capabilities
                .path("add")
                .valueStream()
                .map(name -> name.asString(""))
                .filter(name -> !name.equals("NET_BIND_SERVICE"))
                .toList();
        if (all && added.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Ruling.fail(
                "declared capabilities: %s, expected drop: [ALL] and no more than NET_BIND_SERVICE added"
                        .formatted(Declared.words(capabilities)),
                REMEDY));
    }

    @Override
    Ruling observed(ContainerFacts facts, Probe probe) {
        if (probe.processes().isEmpty()) {
            return Ruling.inconclusive("the probe saw no process, not even itself");
        }
        long allowed = bindsLowPorts(facts) ? NET_BIND_SERVICE : 0;
        for (ProcessFacts process : probe.processes()) {
            ProcessFacts.CapabilitySets sets = process.capabilities();
            if (sets.bounding().isEmpty()) {
                return Ruling.inconclusive(
                        "process %d (%s) shows no bounding set".formatted(process.pid(), process.name()));
            }
            for (String set :
                    List.of(sets.bounding(), sets.effective(), sets.permitted(), sets.inheritable(), sets.ambient())) {
                if ((Long.parseUnsignedLong(set.isEmpty() ? "0" : set, 16) & ~allowed) != 0) {
                    return Ruling.fail(
                            "process %d (%s) has CapBnd %s, CapEff %s, CapPrm %s, expected 0 (an empty CapEff alone proves nothing)"
                                    .formatted(
                                            process.pid(),
                                            process.name(),
                                            sets.bounding(),
                                            sets.effective(),
                                            sets.permitted()),
                            REMEDY);
                }
            }
        }
        return Ruling.pass("CapBnd %s and every other set empty in %d process(es)"
                .formatted(
                        probe.processes().get(0).capabilities().bounding(),
                        probe.processes().size()));
    }

    private static boolean bindsLowPorts(ContainerFacts facts) {
        return Declared.of(facts)
                .own("capabilities")
                .path("add")
                .valueStream()
                .anyMatch(name -> name.asString("").equals("NET_BIND_SERVICE"));
    }
}
