package dev.touchstone.observe;

import java.util.List;
import java.util.Map;

/**
 * What the probe script saw in one container. It is raw: what any of it means is for the judges to say.
 *
 * @param nonce what the question was marked with
 * @param complete whether the script came to its end
 * @param processes every process that is visible
 * @param uidMap of the container's user namespace
 * @param securityLabel AppArmor profile or SELinux label
 * @param mounts everything that is mounted
 * @param listeners of the pod
 * @param cgroup limits by the name of their file, of either version of control groups
 * @param tokens files that hold a service account's token
 * @param runtimeSockets sockets of a container runtime
 * @param setuid files with the setuid or setgid bit; empty with {@code setuidKnown} false when nobody could look
 * @param setuidKnown whether there was a {@code find} to look with
 * @param writes what came of trying to write; empty when there was no {@code rm} to clean up with
 * @param id the output of {@code id}
 * @param touch the output of {@code touch /test}
 */
public record Probe(
        String nonce,
        boolean complete,
        List<ProcessFacts> processes,
        String uidMap,
        String securityLabel,
        List<Mount> mounts,
        List<Listener> listeners,
        Map<String, String> cgroup,
        List<String> tokens,
        List<String> runtimeSockets,
        List<String> setuid,
        boolean setuidKnown,
        List<WriteAttempt> writes,
        CommandOutput id,
        CommandOutput touch) {

    public Probe {
        processes = List.copyOf(processes);
        mounts = List.copyOf(mounts);
        listeners = List.copyOf(listeners);
        cgroup = Map.copyOf(cgroup);
        tokens = List.copyOf(tokens);
        runtimeSockets = List.copyOf(runtimeSockets);
        setuid = List.copyOf(setuid);
        writes = List.copyOf(writes);
    }

    /**
     * Whether none of the processes is runc's own, on its way to become the command of an exec: that one has not yet given up
     * what the command will not have. Any process can take such a name, but it keeps it when it is asked again.
     */
    boolean settled() {
        return processes.stream().noneMatch(process -> process.name().startsWith("runc:["));
    }
}
