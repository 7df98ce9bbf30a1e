package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.Mount;
import dev.touchstone.observe.Probe;
import dev.touchstone.observe.WriteAttempt;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The root file system is mounted read-only, and a write to it fails with EROFS. A write that fails with EACCES proves
 * nothing: the same user fails so on a writable root.
 */
final class ReadOnlyRoot extends ContainerCheck {

    private static final Remedy REMEDY = Remedy.ofContainer("securityContext.readOnlyRootFilesystem", "true");

    ReadOnlyRoot() {
        super(CheckId.READ_ONLY_ROOT);
    }

    @Override
    Optional<Ruling> declared(ContainerFacts facts) {
        var field = Declared.of(facts).own("readOnlyRootFilesystem");
        return field.asBoolean(false)
                ? Optional.empty()
                : Optional.of(Ruling.fail(
                        "declared readOnlyRootFilesystem: %s, expected true".formatted(Declared.words(field)), REMEDY));
    }

    @Override
    Ruling observed(ContainerFacts facts, Probe probe) {
        // The last mount on a point is the one that is seen.
        Optional<Mount> root = probe.mounts().stream()
                .filter(mount -> mount.point().equals("/"))
                .reduce((first, second) -> second);
        Optional<WriteAttempt> write = probe.writes().stream()
                .filter(attempt -> attempt.path().equals("/"))
                .findFirst();
        if (root.isEmpty() || write.isEmpty()) {
            return Ruling.inconclusive(
                    root.isEmpty()
                            ? "the mount table has no line for /"
                            : "nobody tried to write to /: the container has no rm to clean up with");
        }
        WriteAttempt.Result result = write.get().result();
        String seen = "/ is mounted %s; creating a file there: %s; touch /test: %s"
                .formatted(
                        root.get().readOnly() ? "ro" : "rw",
                        write.get().answer(),
                        probe.touch().output().isEmpty()
                                ? "exit code " + probe.touch().exitCode()
                                : probe.touch().output());
        if (root.get().readOnly() && result == WriteAttempt.Result.READ_ONLY) {
            return Ruling.pass(seen);
        }
        if (!root.get().readOnly() && result != WriteAttempt.Result.READ_ONLY) {
            return Ruling.fail(
                    seen + written(probe)
                            + (result == WriteAttempt.Result.DENIED ? " (that proves nothing: another user may)" : "")
                            + "; expected ro and EROFS",
                    REMEDY);
        }
        return Ruling.inconclusive(seen + "; the mount table and the kernel's answer do not agree");
    }

    /** Folders of the root file system that took a write: on a writable root there is always one, often world-writable. */
    private static String written(Probe probe) {
        Set<String> mounts = probe.mounts().stream().map(Mount::point).collect(Collectors.toSet());
        List<String> paths = probe.writes().stream()
                .filter(attempt -> attempt.result() == WriteAttempt.Result.WRITTEN)
                .map(WriteAttempt::path)
                .filter(path -> !path.equals("/") && mounts.stream().noneMatch(mount -> isBelow(path, mount)))
                .distinct()
                .toList();
        return paths.isEmpty() ? "" : "; written to: " + paths;
    }

    private static boolean isBelow(String path, String mount) {
        return !mount.equals("/") && (path.equals(mount) || path.startsWith(mount + "/"));
    }
}
