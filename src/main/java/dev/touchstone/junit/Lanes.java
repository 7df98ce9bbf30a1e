package dev.touchstone.junit;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs legs of one acceptance beside each other, in the order in which they are given, no more than so many at a time: each
 * takes the memory of a whole release.
 */
final class Lanes implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 300;

    private final ExecutorService executor;

    /** @param lanes how many legs run at a time */
    Lanes(int lanes) {
        this.executor = Executors.newFixedThreadPool(lanes);
    }

    /** A leg, begun as soon as a lane is free. */
    <T> Supplier<T> run(Supplier<T> leg) {
        Future<T> future = executor.submit(leg::get);
        return () -> await(future);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a leg of the acceptance has failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while legs of the acceptance were running", e);
        }
    }

    /** Where one leg has failed the others are interrupted, and have removed their releases before this returns. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a leg of the acceptance has not ended %d s after it was interrupted"
                        .formatted(PATIENCE_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
