package dev.touchstone.observe;

import java.util.List;

/**
 * A line of {@code /proc/self/mountinfo}.
 *
 * @param point where it is mounted
 * @param root what of its file system is mounted there
 * @param type of the file system
 * @param options of this mount alone, which is what a write meets first; those of the file system may say otherwise
 */
public record Mount(String point, String root, String type, List<String> options) {

    public Mount {
        options = List.copyOf(options);
    }

    /** Whether a write is refused with EROFS whoever tries it. */
    public boolean readOnly() {
        return options.contains("ro");
    }
}
