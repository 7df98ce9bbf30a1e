package dev.touchstone.cluster;

/**
 * What is asked of a cluster.
 *
 * @param version the Kubernetes version
 * @param nodes how many nodes: one server, and agents beside it
 */
public record ClusterRequest(KubernetesVersion version, int nodes) {

    public ClusterRequest {
        if (nodes < 1) {
            throw new IllegalArgumentException(
                    "a cluster of %d nodes was asked for: expected 1 or more".formatted(nodes));
        }
    }

    @Override
    public String toString() {
        return "Kubernetes %s, %d node%s".formatted(version.minor(), nodes, nodes == 1 ? "" : "s");
    }
}
