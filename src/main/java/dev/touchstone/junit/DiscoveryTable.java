package dev.touchstone.junit;

import dev.touchstone.observe.Written;
import dev.touchstone.observe.Written.Mounted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells a discovery to a person at a terminal. */
final class DiscoveryTable {

    private DiscoveryTable() {}

    static String of(Discovery.Result result) {
        StringBuilder text = new StringBuilder("%nwritten, with a writable root%n".formatted());
        result.folders().forEach((container, folders) -> {
            text.append("%n  %s%n".formatted(container));
            if (folders.isEmpty()) {
                text.append("    nothing outside of its volumes%n".formatted());
            }
            folders.forEach(folder -> text.append("    %s".formatted(folder(folder))));
            unused(result.free().written(), container)
                    .forEach(path ->
                            text.append("    %-32s a writable mount in which no file was seen%n".formatted(path)));
        });
        text.append(attempt("with a writable root", result.free()));
        text.append(attempt("with a read-only root", result.bare()));
        result.patched().ifPresent(patched -> text.append(attempt("with a read-only root and the volumes", patched)));
        return text.toString();
    }

    private static String folder(WritableFolder folder) {
        String what = folder.canBeMounted()
                ? "an emptyDir"
                : folder.path().equals("/")
                        ? "no volume can be mounted there: have the software write elsewhere"
                        : "no emptyDir: it would hide %d of the image. Have the software write elsewhere, or copy them by an init container"
                                .formatted(folder.hidden());
        return "%-32s %s, such as %s → %s%n"
                .formatted(
                        folder.path(),
                        folder.files() == 1 ? "1 file" : folder.files() + " files",
                        folder.example(),
                        what);
    }

    /** In none of a workload's pods. */
    private static List<String> unused(List<Written> written, String container) {
        Map<String, Boolean> used = new TreeMap<>();
        written.stream()
                .filter(each -> each.name().equals(container))
                .flatMap(each -> each.mounts().stream())
                .forEach((Mounted mount) -> used.merge(mount.path(), mount.used(), Boolean::logicalOr));
        return used.entrySet().stream()
                .filter(each -> !each.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String attempt(String what, Discovery.Attempt attempt) {
        StringBuilder text = new StringBuilder("%n%s %s%s%n"
                .formatted(
                        attempt.findings().isEmpty() ? "✓" : "✗",
                        what,
                        attempt.findings().isEmpty() ? ": everything runs, and every step passes" : ""));
        if (!attempt.install().isEmpty()) {
            text.append("  %s%n".formatted(indented(attempt.install())));
        }
        attempt.findings()
                .forEach(finding -> text.append("  %s: %s%n".formatted(finding.name(), indented(finding.reason()))));
        attempt.refusals()
                .forEach(each -> new TreeSet<>(each.refusals())
                        .forEach(line -> text.append("  %s says: %s%n".formatted(each.label(), line.strip()))));
        return text.toString();
    }

    private static String indented(String text) {
        return text.lines().collect(Collectors.joining("\n    "));
    }
}
