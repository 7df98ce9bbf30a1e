package dev.touchstone.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for what goes on in another thread, as if it had gone on in this one. */
public final class Joined {

    private Joined() {}

    /**
     * What it comes to.
     *
     * @throws RuntimeException the one that it ended with, not wrapped
     */
    public static <T> T of(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
