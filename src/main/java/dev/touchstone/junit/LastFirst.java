package dev.touchstone.junit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Closes what was opened, the last of it first. */
final class LastFirst {

    private LastFirst() {}

    /**
     * Close each; that one cannot be closed keeps no other from it.
     *
     * @throws RuntimeException what the first of them failed with; the others are suppressed in it
     */
    @SuppressWarnings("IllegalCatch")
    static <T> void close(Collection<T> opened, Consumer<T> close) {
        List<T> order = new ArrayList<>(opened);
        Collections.reverse(order);
        List<RuntimeException> failed = new ArrayList<>();
        for (T each : order) {
            try {
                close.accept(each);
            } catch (RuntimeException e) {
                failed.add(e);
            }
        }
        if (!failed.isEmpty()) {
            RuntimeException first = failed.remove(0);
            failed.forEach(first::addSuppressed);
            throw first;
        }
    }
}
