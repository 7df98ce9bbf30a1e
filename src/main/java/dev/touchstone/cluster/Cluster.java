package dev.touchstone.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * A leased Kubernetes cluster. It is ready when it is handed out: nodes Ready and untainted, DNS answering, pods startable.
 */
public interface Cluster extends AutoCloseable {

    /** A name for messages. */
    String name();

    /** A client with administrator's rights (k3s), or with those of the kubeconfig context. Closed with the lease. */
    KubernetesClient client();

    /** The kubeconfig as YAML. It holds a credential: never write it into evidence. */
    String kubeconfig();

    /** Nodes that are containers of the local engine; none for an existing cluster. */
    List<Node> nodes();

    /**
     * Check that the cluster is still there.
     *
     * @throws ClusterLostException when it is not, with what became of it
     */
    void requireAlive();

    /** Ask that the cluster stays after its lease where {@link KeepPolicy#ON_FAILURE} says so. */
    void markFailed();

    /** End the lease. */
    @Override
    void close();
}
