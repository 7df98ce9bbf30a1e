package dev.touchstone.cluster;

/**
 * What is asked of a cluster.
 *
 * @param version the Kubernetes version
 * @param nodes at least how many nodes: one server, and agents beside it
 */
public record ClusterRequest(KubernetesVersion version, int nodes) {

    public ClusterRequest {
        if (nodes < 1) {
            throw new IllegalArgumentException(
                    "a cluster of %d nodes was asked for: expected 1 or more".formatted(nodes));
        }
    }

    /** A cluster that was made for this request has all that the other one asks for. */
    public boolean satisfies(ClusterRequest other) {
        return version.equals(other.version) && nodes >= other.nodes;
    }

    @Override
    public String toString() {
        return "Kubernetes %s, %d node%s".formatted(version.minor(), nodes, nodes == 1 ? "" : "s");
    }
}
