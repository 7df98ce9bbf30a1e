package dev.touchstone.cluster;

/** Thrown when a leased cluster is gone, because a node's container was killed, removed, or ended by itself; or when it does not answer. */
public final class ClusterLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClusterLostException(String message) {
        super(message);
    }

    public ClusterLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
