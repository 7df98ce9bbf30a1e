package dev.touchstone.cluster;

/**
 * A cluster of this user on this machine, as far as its containers and its lease tell.
 *
 * @param id names it in {@code scripts/cluster down}
 * @param kubernetes minor version
 * @param nodes number of its containers
 * @param server the server's container, short id
 * @param inUse a running process holds its lease
 */
record KeptCluster(String id, String kubernetes, int nodes, String server, boolean inUse) {

    String described() {
        return "%s  Kubernetes %s, %d node(s), %s%n    docker exec -it %s kubectl get pods -A"
                .formatted(id, kubernetes, nodes, inUse ? "in use" : "kept", server);
    }
}
