package dev.touchstone.cluster;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.k3s.K3sContainer;

/** A cluster of k3s nodes in containers. It knows them by id only, so that a kept one can be taken over by another process. */
final class K3sCluster implements Cluster {

    private static final Logger LOG = LoggerFactory.getLogger("touchstone");
    private static final int RETRIES = 2;

    private final Engine engine;
    private final String id;
    private final Lease lease;
    private final KeepPolicy keep;
    private final List<K3sNode> nodes;
    private final String kubeconfig;
    private final KubernetesClient client;
    private final AtomicBoolean failed = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread onExit = new Thread(this::removeOnExit, "touchstone-exit");

    private K3sCluster(Engine engine, String id, Lease lease, KeepPolicy keep, List<K3sNode> nodes, String kubeconfig) {
        this.engine = engine;
        this.id = id;
        this.lease = lease;
        this.keep = keep;
        this.nodes = nodes;
        this.kubeconfig = kubeconfig;
        Config config = Config.fromKubeconfig(kubeconfig);
        // A cluster that is gone must show within seconds; the client's own ten retries would hide it for a minute.
        config.setRequestRetryBackoffLimit(RETRIES);
        this.client = new KubernetesClientBuilder().withConfig(config).build();
    }

    /** Connect to running containers that carry the cluster's label. */
    static K3sCluster attach(Engine engine, String id, Lease lease, KeepPolicy keep) {
        List<K3sNode> nodes = engine.nodesOf(id);
        if (nodes.isEmpty()) {
            throw new ClusterLostException("cluster " + id + " has no containers");
        }
        String server = nodes.get(0).container();
        K3sCluster cluster = new K3sCluster(engine, id, lease, keep, nodes, kubeconfigOf(engine, server));
        Runtime.getRuntime().addShutdownHook(cluster.onExit);
        return cluster;
    }

    private static String kubeconfigOf(Engine engine, String server) {
        String inside = engine.read(server, KubeconfigWritten.KUBECONFIG)
                .orElseThrow(() -> new ClusterLostException("the server's kubeconfig is gone"));
        InspectContainerResponse inspected =
                engine.container(server).orElseThrow(() -> new ClusterLostException("the server's container is gone"));
        Ports.Binding[] bindings = inspected
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(ExposedPort.tcp(K3sContainer.KUBE_SECURE_PORT));
        if (bindings == null || bindings.length == 0) {
            throw new ClusterLostException("the engine publishes no port for the API server");
        }
        return inside.replace(
                "https://127.0.0.1:" + K3sContainer.KUBE_SECURE_PORT,
                "https://" + EngineAddress.host() + ":" + bindings[0].getHostPortSpec());
    }

    @Override
    public String name() {
        return "k3s-" + id;
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public String kubeconfig() {
        return kubeconfig;
    }

    @Override
    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    @Override
    public void requireAlive() {
        for (K3sNode node : nodes) {
            if (Running.stateOf(engine, node.container()) instanceof State.Terminal gone) {
                throw new ClusterLostException("cluster %s is lost: %s".formatted(name(), gone.seen()));
            }
        }
    }

    @Override
    public void markFailed() {
        failed.set(true);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        forgetExitHook();
        end();
    }

    /** End the lease and leave the cluster as it is. */
    void leave() {
        disconnect();
        lease.close();
    }

    /** Give up the connection, and with it the care for the cluster; the lease stays the caller's. */
    void disconnect() {
        if (closed.compareAndSet(false, true)) {
            forgetExitHook();
            client.close();
        }
    }

    private void forgetExitHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException exiting) {
            // The process ends, and the hook with it: it will find the cluster closed.
        }
    }

    private void removeOnExit() {
        if (closed.compareAndSet(false, true)) {
            end();
        }
    }

    private void end() {
        client.close();
        boolean wanted = keep == KeepPolicy.ALWAYS || (keep == KeepPolicy.ON_FAILURE && failed.get());
        if (wanted && isAlive()) {
            lease.keep();
            lease.close();
            LOG.info(
                    "kept cluster {}. To look inside: docker exec -it {} kubectl get pods -A. To remove it: scripts/cluster down {}",
                    id,
                    nodes.get(0).shortId(),
                    id);
        } else {
            remove();
        }
    }

    private boolean isAlive() {
        try {
            requireAlive();
            return true;
        } catch (ClusterLostException lost) {
            return false;
        }
    }

    private void remove() {
        Sweeper.remove(engine, id);
        // Only now: as long as something may be left, the next run must find the lease and sweep.
        lease.discard();
    }
}
