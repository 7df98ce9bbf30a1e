package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.Mount;
import dev.touchstone.observe.Probe;
import dev.touchstone.observe.ProcessFacts;
import dev.touchstone.observe.WriteAttempt;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a container stands, in the few words in which two are compared.
 *
 * @param users every user of its processes
 * @param root {@code ro} or {@code rw}
 * @param writable mounts and folders that took a write, without those in {@code /dev}, which are in every container
 * @param bounding capability bounding sets of its processes, in hexadecimal
 * @param noNewPrivileges what {@code NoNewPrivs} says
 * @param seccomp what {@code Seccomp} says: 0 off, 1 strict, 2 filter
 */
public record Posture(
        String users, String root, Set<String> writable, String bounding, String noNewPrivileges, String seccomp) {

    public Posture {
        writable = Collections.unmodifiableSet(new TreeSet<>(writable));
    }

    /** Of a container that has answered. */
    public static Posture of(Probe probe) {
        return new Posture(
                each(
                        probe.processes(),
                        process -> process.uids().stream().map(Object::toString).toList()),
                probe.mounts().stream()
                        .filter(mount -> mount.point().equals("/"))
                        .reduce((first, second) -> second)
                        .map(Mount::readOnly)
                        .map(readOnly -> readOnly ? "ro" : "rw")
                        .orElse("unknown"),
                probe.writes().stream()
                        .filter(attempt -> attempt.result() == WriteAttempt.Result.WRITTEN)
                        .map(WriteAttempt::path)
                        .filter(path -> !path.startsWith("/dev/"))
                        .collect(Collectors.toSet()),
                each(
                        probe.processes(),
                        process -> List.of(process.capabilities().bounding())),
                each(probe.processes(), process -> List.of("" + process.noNewPrivileges())),
                each(probe.processes(), process -> List.of("" + process.seccomp())));
    }

    /** By workload and container, the first of the replicas for all of them; those that have not answered are left out. */
    public static Map<String, Posture> of(List<ContainerFacts> containers) {
        Map<String, Posture> postures = new TreeMap<>();
        containers.forEach(container -> container
                .probe()
                .ifPresent(probe -> postures.putIfAbsent(container.subject().label(), of(probe))));
        return postures;
    }

    private static String each(List<ProcessFacts> processes, Function<ProcessFacts, Collection<String>> what) {
        return processes.stream()
                .flatMap(process -> what.apply(process).stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** In one line. */
    public String words() {
        return "Uid %s, / %s, writes to %s, CapBnd %s, NoNewPrivs %s, Seccomp %s"
                .formatted(users, root, writable, bounding, noNewPrivileges, seccomp);
    }
}
