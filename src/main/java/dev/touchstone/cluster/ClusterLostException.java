package dev.touchstone.cluster;

/** Thrown when a leased cluster is gone: a node's container was killed, removed, or ended by itself. */
public final class ClusterLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClusterLostException(String message) {
        super(message);
    }
}
