package dev.touchstone.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The right to use one cluster, held by a lock on its file. The file's content says whether the cluster is kept. */
final class Lease implements AutoCloseable {

    private static final String KEPT = "kept";

    /**
     * What this process holds. On POSIX systems a process loses its lock when it closes any channel on the file, so a second
     * attempt must not even open it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private Lease(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    // The channel outlives this method on success, and with it the lock; it is closed by close().
    @SuppressWarnings("resource")
    static Optional<Lease> lock(Path path) throws IOException {
        Path file = path.toAbsolutePath().normalize();
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new Lease(file, channel));
            }
        } catch (IOException | RuntimeException e) {
            HELD.remove(file);
            channel.close();
            throw e;
        }
        HELD.remove(file);
        channel.close();
        return Optional.empty();
    }

    boolean isKept() {
        try {
            ByteBuffer content = ByteBuffer.allocate(KEPT.length());
            channel.read(content, 0);
            return KEPT.equals(new String(content.array(), 0, content.position(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** Write down that the cluster stays when the lease ends. */
    void keep() {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(KEPT.getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** Forget the cluster: it is gone. */
    void discard() {
        try {
            close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        } finally {
            HELD.remove(file);
        }
    }
}
