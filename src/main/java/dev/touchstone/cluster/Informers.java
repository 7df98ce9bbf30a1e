package dev.touchstone.cluster;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Informers that belong together. */
public final class Informers {

    private Informers() {}

    /**
     * Start them all at once, and wait until each knows what there is: one after the other, every one would wait for two answers of
     * the API server. If one cannot, none is left running.
     */
    public static void start(Collection<? extends SharedIndexInformer<?>> informers) {
        CompletableFuture<?>[] starts = informers.stream()
                .map(informer -> informer.start().toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(starts).join();
        } catch (CompletionException e) {
            informers.forEach(SharedIndexInformer::close);
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
