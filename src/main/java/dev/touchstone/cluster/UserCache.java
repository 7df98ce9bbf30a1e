package dev.touchstone.cluster;

import java.nio.file.Path;

/** What is kept on this machine from run to run: in {@code $TOUCHSTONE_CACHE}, or a folder of the user's cache. */
public final class UserCache {

    private UserCache() {}

    /** A folder of it, which may not be there yet. */
    public static Path folder(String name) {
        String cache = System.getenv("TOUCHSTONE_CACHE");
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = cache != null
                ? Path.of(cache)
                : (xdg != null ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache"))
                        .resolve("touchstone");
        return base.resolve(name);
    }
}
