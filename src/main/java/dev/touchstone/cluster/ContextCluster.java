package dev.touchstone.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import java.util.List;

/**
 * A cluster that exists already, by the name of a kubeconfig context. It is somebody's: nothing is swept, nothing is kept,
 * and only namespaces that this run made may be touched.
 */
final class ContextCluster implements Cluster {

    private final KubeconfigContext context;
    private final KubernetesClient client;

    private ContextCluster(KubeconfigContext context, KubernetesClient client) {
        this.context = context;
        this.client = client;
    }

    /**
     * Connect to the context of the user's kubeconfig ({@code KUBECONFIG}, or {@code ~/.kube/config}).
     *
     * @throws ClusterUnavailableException when there is no such context, it does not answer, or rights are missing
     */
    static Cluster open(String name, ClusterRequest request) {
        KubeconfigContext context = KubeconfigContext.find(name);
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(context.config()).build();
        try {
            requireRights(name, client);
            requireWhatWasAsked(name, client, request);
        } catch (RuntimeException refused) {
            client.close();
            throw refused;
        }
        return new ContextCluster(context, client);
    }

    private static void requireWhatWasAsked(String context, KubernetesClient client, ClusterRequest request) {
        int nodes = client.nodes().list().getItems().size();
        VersionInfo version = client.getKubernetesVersion();
        String minor = version.getMajor() + "." + version.getMinor().replaceAll("\\D.*", "");
        if (nodes < request.nodes() || !minor.equals(request.version().minor())) {
            throw new ClusterUnavailableException(
                    new Diagnosis(
                            "The cluster of context '%s' has %d node(s) and Kubernetes %s; asked for: %s"
                                    .formatted(context, nodes, minor, request),
                            "Name its version in -Dtouchstone.kubernetes=%s, or use a cluster that has what the tests ask for."
                                    .formatted(minor)),
                    null);
        }
    }

    private static void requireRights(String context, KubernetesClient client) {
        List<String> missing;
        try {
            missing = Permissions.missing(client);
        } catch (KubernetesClientException unreachable) {
            throw new ClusterUnavailableException(
                    new Diagnosis(
                            "The cluster of context '%s' at %s does not answer: %s"
                                    .formatted(context, client.getMasterUrl(), unreachable.getMessage()),
                            "Check that it runs and that your credentials are valid: kubectl --context %s version."
                                    .formatted(context)),
                    unreachable);
        }
        if (!missing.isEmpty()) {
            throw new ClusterUnavailableException(
                    new Diagnosis(
                            "The user of context '%s' may not: %s".formatted(context, String.join(", ", missing)),
                            "Ask for these rights, or use a context of a user who has them; kubectl auth can-i shows each."),
                    null);
        }
    }

    @Override
    public String name() {
        return "context " + context.name();
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public String kubeconfig() {
        return context.yaml();
    }

    @Override
    public List<Node> nodes() {
        return List.of();
    }

    @Override
    public void requireAlive() {
        // What became of a cluster that is somebody else's cannot be seen from here; its own errors tell.
    }

    @Override
    public void markFailed() {
        // There is nothing to keep: the cluster stays in any case.
    }

    @Override
    public void close() {
        client.close();
    }
}
