package dev.touchstone.cluster;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what an engine or a node said when it refused to start into a cause and a cure. */
final class StartFailure {

    // Not any mention of cgroups: k3s repeats its own flags in the log, and some are about them.
    private static final Pattern NO_CGROUP = Pattern.compile(
            "failed to find \\S+ cgroup|cgroup mountpoint does not exist|cgroups: cgroup .*unsupported");

    private StartFailure() {}

    static ClusterUnavailableException explain(String image, Throwable failure) {
        String said = Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .map(e -> String.valueOf(e.getMessage()))
                .distinct()
                .collect(Collectors.joining(" ← "));
        return new ClusterUnavailableException(diagnose(image, said), failure);
    }

    static Diagnosis diagnose(String image, String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("port is already allocated") || lower.contains("address already in use")) {
            return new Diagnosis(
                    "A port is taken: " + said,
                    "Leave -Dtouchstone.port out, so that any free port is used, or end what listens there.");
        }
        if (lower.contains("unable to apply caps")
                || lower.contains("privileged mode is incompatible")
                || (lower.contains("operation not permitted") && lower.contains("oci runtime"))) {
            return new Diagnosis(
                    "--privileged is not possible with this engine: " + said,
                    "k3s needs a privileged container. Use an engine with root's rights; on a machine that lacks a capability, scripts/setup starts one that asks for less.");
        }
        if (lower.contains("inotify") || lower.contains("too many open files")) {
            return new Diagnosis(
                    "The machine has no inotify instances left: " + said,
                    "Raise fs.inotify.max_user_instances, for example to 1024, or stop other clusters.");
        }
        if (NO_CGROUP.matcher(lower).find()) {
            return new Diagnosis(
                    "The node misses a cgroup controller: " + said,
                    "Enable the controllers for the engine (cgroup_enable=memory, or delegation for a rootless engine).");
        }
        if (lower.contains("no space left")) {
            return new Diagnosis("The disk is full: " + said, "Free some, for example with docker system prune.");
        }
        return new Diagnosis(
                "The node of %s did not start: %s".formatted(image, said),
                "The end of its log is above; docker logs shows the rest while the container is there.");
    }
}
