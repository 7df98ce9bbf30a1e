package dev.touchstone.cluster;

/** Where a chain of causes ends: a client names what it wanted, and leaves it to the last of them to say why it did not get it. */
public final class RootCause {

    private RootCause() {}

    /** The last cause, or what was thrown where it has none. */
    public static Throwable of(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
