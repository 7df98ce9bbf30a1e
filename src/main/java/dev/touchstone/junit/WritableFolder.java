package dev.touchstone.junit;

import dev.touchstone.observe.Written;
import dev.touchstone.observe.Written.InLayer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder that a container writes to, and that must be a volume where its root is read-only.
 *
 * @param path in the container
 * @param files how many were seen
 * @param example one of them, or the folder itself when there is none
 * @param hidden how many entries of the image a volume there would hide
 */
record WritableFolder(String path, int files, String example, int hidden) {

    private static final String ROOT = "/";
    private static final int LONGEST = 63;
    private static final int HASH = 7;
    private static final int MASK = 0xffffff;

    /** The fewest that hold all that was written, the highest that the image has not. */
    static List<WritableFolder> of(Written written) {
        return fewest(all(written));
    }

    /** Of two pods of a workload. */
    static List<WritableFolder> both(List<WritableFolder> some, List<WritableFolder> others) {
        Map<String, WritableFolder> folders = new TreeMap<>();
        Stream.of(some, others)
                .flatMap(List::stream)
                .forEach(folder -> folders.merge(folder.path, folder, WritableFolder::and));
        return fewest(folders);
    }

    private WritableFolder and(WritableFolder other) {
        return new WritableFolder(path, files + other.files, example, Math.max(hidden, other.hidden));
    }

    private static Map<String, WritableFolder> all(Written written) {
        Map<String, WritableFolder> folders = new TreeMap<>();
        for (InLayer file : written.files()) {
            String folder = above(file.path(), written.made());
            int hidden = folder.equals(parent(file.path())) ? file.beside() : 0;
            folders.merge(folder, new WritableFolder(folder, 1, file.path(), hidden), WritableFolder::and);
        }
        for (String made : written.made()) {
            String folder = above(made, written.made());
            folders.putIfAbsent(folder, new WritableFolder(folder, 0, made, 0));
        }
        return folders;
    }

    private static List<WritableFolder> fewest(Map<String, WritableFolder> folders) {
        return folders.values().stream()
                .filter(each -> folders.keySet().stream()
                        .noneMatch(other -> !other.equals(ROOT) && each.path.startsWith(other + "/")))
                .toList();
    }

    /** Whether a volume there would take nothing away that the software may need. */
    boolean canBeMounted() {
        return hidden == 0 && !path.equals(ROOT);
    }

    /** The name of its volume: a DNS label, as a volume's must be. */
    String volume(String container) {
        String name = ("writable-" + container + path.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"))
                .replaceFirst("-+$", "");
        return name.length() <= LONGEST
                ? name
                : "%s-%06x".formatted(name.substring(0, LONGEST - HASH), path.hashCode() & MASK);
    }

    private static String above(String path, List<String> made) {
        return made.stream()
                .filter(folder -> path.equals(folder) || path.startsWith(folder + "/"))
                .min(Comparator.comparingInt(String::length))
                .orElseGet(() -> parent(path));
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? ROOT : path.substring(0, slash);
    }
}
