package dev.touchstone.maestro.patience;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The wish that this process ends. Whoever waits learns of it at once. */
public final class Stop {

    private final CountDownLatch wish = new CountDownLatch(1);

    /** From now on it is wanted. */
    public void now() {
        wish.countDown();
    }

    /** Whether it is wanted. */
    public boolean wanted() {
        return wish.getCount() == 0;
    }

    /**
     * Waits, unless stopping is wanted already, or becomes so.
     *
     * @return whether it is wanted
     */
    public boolean within(Duration pause) {
        try {
            return wish.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody here interrupts for another reason.
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
