package dev.touchstone.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Knows which clusters are in use: a locked file for each. The operating system gives the lock back when a process ends,
 * however it ends, so a cluster whose file can be locked has nobody who uses it.
 */
final class LeaseBook {

    private final Path folder;

    LeaseBook(Path folder) {
        this.folder = folder;
    }

    /** The book of this user on this machine: {@code $TOUCHSTONE_CACHE}, or a folder in the user's cache. */
    static LeaseBook ofUser() {
        return new LeaseBook(UserCache.folder("clusters"));
    }

    /** Names this book among all that may share an engine. */
    String home() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            host = "localhost";
        }
        return Digest.of(host + ":" + folder.toAbsolutePath());
    }

    /** Take the cluster; empty when somebody uses it. */
    Optional<Lease> take(String cluster) {
        try {
            Files.createDirectories(folder);
            return Lease.lock(folder.resolve(cluster));
        } catch (IOException e) {
            throw new UncheckedIOException("the lease of cluster %s in %s".formatted(cluster, folder), e);
        }
    }
}
