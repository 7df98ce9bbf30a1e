package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.Probe;
import dev.touchstone.observe.ProcessFacts;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * No process has user 0, in any of its four ids. A user namespace does not excuse it: since policy version 1.35, Pod Security
 * admits user 0 with {@code hostUsers: false}. Group 0 is accepted only where it is declared, or no group is.
 */
final class NonRoot extends ContainerCheck {

    NonRoot() {
        super(CheckId.NON_ROOT);
    }

    @Override
    Optional<Ruling> declared(ContainerFacts facts) {
        Declared declared = Declared.of(facts);
        if (declared.effective("runAsUser").asLong(-1) == 0) {
            return Optional.of(Ruling.fail(
                    "declared runAsUser: 0, expected another user", Remedy.ofPod("securityContext.runAsUser", "1000")));
        }
        if (!declared.effective("runAsNonRoot").asBoolean(false)) {
            return Optional.of(Ruling.fail(
                    "declared runAsNonRoot: %s, expected true"
                            .formatted(Declared.words(declared.effective("runAsNonRoot"))),
                    Remedy.ofPod("securityContext.runAsNonRoot", "true")));
        }
        return Optional.empty();
    }

    @Override
    Ruling observed(ContainerFacts facts, Probe probe) {
        if (probe.processes().isEmpty()) {
            return Ruling.inconclusive("the probe saw no process, not even itself");
        }
        Optional<ProcessFacts> root = probe.processes().stream()
                .filter(process -> process.uids().contains(0L))
                .findFirst();
        if (root.isPresent()) {
            return Ruling.fail(
                    "process %d (%s) has Uid %s, expected no 0; id says: %s"
                            .formatted(
                                    root.get().pid(),
                                    root.get().name(),
                                    root.get().uids(),
                                    probe.id().output()),
                    Remedy.ofPod("securityContext.runAsNonRoot", "true"));
        }
        Optional<ProcessFacts> rootGroup = probe.processes().stream()
                .filter(process -> Stream.concat(process.gids().stream(), process.groups().stream())
                        .anyMatch(group -> group == 0))
                .findFirst();
        if (rootGroup.isPresent() && !mayHaveGroupZero(facts)) {
            return Ruling.fail(
                    "process %d (%s) has group 0, which is not declared: Gid %s, Groups %s (an image's /etc/group is merged in)"
                            .formatted(
                                    rootGroup.get().pid(),
                                    rootGroup.get().name(),
                                    rootGroup.get().gids(),
                                    rootGroup.get().groups()),
                    Remedy.ofPod("securityContext.supplementalGroupsPolicy", "Strict"));
        }
        TreeSet<Long> users = new TreeSet<>();
        probe.processes().forEach(process -> users.addAll(process.uids()));
        return Ruling.pass("%d process(es), Uid %s; id says: %s"
                .formatted(probe.processes().size(), users, probe.id().output()));
    }

    private static boolean mayHaveGroupZero(ContainerFacts facts) {
        Declared declared = Declared.of(facts);
        boolean noGroup = declared.effective("runAsGroup").isMissingNode();
        List<Long> declaredGroups = Stream.concat(
                        Stream.of(declared.effective("runAsGroup"), declared.effective("fsGroup")),
                        declared.effective("supplementalGroups").valueStream())
                .map(group -> group.asLong(-1))
                .toList();
        return noGroup || declaredGroups.contains(0L);
    }

    @Override
    Optional<Ruling> status(ContainerFacts facts) {
        return facts.status()
                .flatMap(PodFacts.ContainerStatus::uid)
                .filter(uid -> uid == 0)
                .map(uid -> Ruling.fail(
                        "its status says that it was started as user 0, expected another",
                        Remedy.ofPod("securityContext.runAsNonRoot", "true")));
    }
}
