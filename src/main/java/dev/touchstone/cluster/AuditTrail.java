package dev.touchstone.cluster;

import java.util.List;
import java.util.Optional;

/**
 * What service accounts have asked the API server for, from its audit log (audit.k8s.io/v1, level Metadata: no bodies). The nodes
 * that are made here keep one; that of another cluster is out of reach.
 */
public final class AuditTrail {

    static final String POLICY = "/etc/touchstone/audit-policy.yaml";
    static final String LOG = "/var/lib/rancher/k3s/server/logs/audit.log";

    private AuditTrail() {}

    /**
     * Read the lines about a namespace's service accounts, each an audit event as JSON.
     *
     * @return empty where there is no log to read
     */
    public static Optional<List<String>> of(Cluster cluster, String namespace) {
        return cluster.nodes().stream().findFirst().flatMap(server -> {
            // grep ends with 1 when it finds nothing, with 2 when there is no such file.
            ExecResult result =
                    server.run("grep -hF \"\\\"system:serviceaccount:$1:\" \"$2\"; test $? -le 1", namespace, LOG);
            return result.exitCode() == 0 ? Optional.of(result.output().lines().toList()) : Optional.empty();
        });
    }
}
