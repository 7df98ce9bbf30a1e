package dev.touchstone.observe;

import java.util.List;

/**
 * A process as {@code /proc/PID/status} shows it. Numbers are as the container's own user namespace sees them.
 *
 * @param pid in the container's own namespace
 * @param name of the executable, shortened by the kernel
 * @param parent process id of its parent; 0 for one that the runtime has started
 * @param uids real, effective, saved and file system user
 * @param gids real, effective, saved and file system group
 * @param groups supplementary groups
 * @param capabilities the sets {@code Inh}, {@code Prm}, {@code Eff}, {@code Bnd} and {@code Amb}
 * @param noNewPrivileges what {@code NoNewPrivs} says
 * @param seccomp what {@code Seccomp} says: 0 off, 1 strict, 2 filter
 * @param cgroup the path of its control group, as seen from the container
 */
public record ProcessFacts(
        int pid,
        String name,
        int parent,
        List<Long> uids,
        List<Long> gids,
        List<Long> groups,
        CapabilitySets capabilities,
        int noNewPrivileges,
        int seccomp,
        String cgroup) {

    public ProcessFacts {
        uids = List.copyOf(uids);
        gids = List.copyOf(gids);
        groups = List.copyOf(groups);
    }

    /** Capability sets in hexadecimal, as the kernel prints them; empty where it did not. */
    public record CapabilitySets(
            String inheritable, String permitted, String effective, String bounding, String ambient) {}
}
