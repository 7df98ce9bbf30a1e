package dev.touchstone.observe;

/**
 * One cell of the matrix of who reaches whom.
 *
 * @param from name of the endpoint that dials
 * @param to name of the endpoint that is dialled
 * @param address that is dialled: the endpoint's own, or the name of a Service before it
 * @param port that is dialled
 * @param protocol TCP or UDP
 * @param reached port of the endpoint that a connection comes out at, which is the one that policies name
 * @param enforced what came of it as the chart is installed
 * @param open what came of it with a policy added that allows everything: what a policy has closed, this opens
 */
public record Cell(
        String from,
        String to,
        String address,
        int port,
        Protocol protocol,
        int reached,
        Connectivity enforced,
        Connectivity open) {

    /** The same, of which something else came with the policies as they are now. */
    public Cell withEnforced(Connectivity found) {
        return new Cell(from, to, address, port, protocol, reached, found, open);
    }

    /** Whether the same was dialled. */
    public boolean isSame(Cell other) {
        return withEnforced(other.enforced).equals(other);
    }

    /** Whether the same was dialled, and it was as open, or as closed. */
    public boolean isAs(Cell other) {
        return isSame(other)
                && enforced != Connectivity.UNKNOWN
                && (enforced == Connectivity.OPEN) == (other.enforced == Connectivity.OPEN);
    }

    Cell withOpen(Connectivity found) {
        return new Cell(from, to, address, port, protocol, reached, enforced, found);
    }

    Cell unenforced() {
        return new Cell(from, to, address, port, protocol, reached, open, open);
    }

    /** Such as {@code TCP 5432 of statefulset/maestro-postgresql, by service maestro-postgresql}. */
    public String target() {
        return "%s %d of %s".formatted(protocol, reached, to) + (byService() ? ", by its Service " + address : "");
    }

    /** Whether a Service is dialled, and its name is resolved first. */
    public boolean byService() {
        return address.endsWith(".svc");
    }
}
