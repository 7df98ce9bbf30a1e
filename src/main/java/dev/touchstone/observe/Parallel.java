package dev.touchstone.observe;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Asks many at once: most of the time goes by on the other side. */
final class Parallel {

    private Parallel() {}

    /** What each comes to, in the order in which they were given. */
    static <T, R> List<R> map(int atOnce, List<T> all, Function<T, R> work) {
        ExecutorService executor = Executors.newFixedThreadPool(atOnce);
        try {
            List<CompletableFuture<R>> answers = all.stream()
                    .map(each -> CompletableFuture.supplyAsync(() -> work.apply(each), executor))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        } finally {
            executor.shutdown();
        }
    }
}
