package dev.touchstone.cluster;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a cluster must have before anybody is given it: not that a controller has said something in a log, but that pods can
 * be made, can start on every node, and can find each other by name.
 */
final class Readiness {

    private static final Logger LOG = LoggerFactory.getLogger("touchstone");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final KubernetesClient client;
    private final int nodes;
    private final Instant start = Instant.now();

    private Readiness(Cluster cluster, int nodes) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.nodes = nodes;
    }

    static Readiness of(Cluster cluster, int nodes) {
        return new Readiness(cluster, nodes);
    }

    /** Wait for everything. */
    void await() {
        awaitNodes();
        awaitPods();
    }

    /** Wait until every node can be given something: an image, for one. */
    void awaitNodes() {
        step(
                "the API server answers",
                () -> State.reached(client.getKubernetesVersion().getGitVersion()));
        step("%d node(s) Ready and untainted".formatted(nodes), this::nodesReady);
    }

    /** Wait for the rest. */
    void awaitPods() {
        step("the default service account exists", this::defaultServiceAccount);
        step("CoreDNS is Ready", this::coreDns);
        SandboxProof sandboxes = new SandboxProof(client);
        step("a pod sandbox has started on every node", sandboxes::state);
        sandboxes.cleanUp();
        LOG.info("{} is ready after {} s", cluster.name(), tenths(start));
    }

    private void step(String alias, Callable<State> observation) {
        Instant start = Instant.now();
        String seen = Await.that(alias)
                .within(PATIENCE)
                .whileAlive(cluster::requireAlive)
                .until(observation);
        LOG.info("{}: {} ({} s)", cluster.name(), seen, tenths(start));
    }

    private static String tenths(Instant start) {
        return "%.1f".formatted(Duration.between(start, Instant.now()).toMillis() / 1000.0);
    }

    private State nodesReady() {
        List<Node> found = client.nodes().list().getItems();
        Set<String> unready = found.stream()
                .filter(node -> !io.fabric8.kubernetes.client.readiness.Readiness.isNodeReady(node)
                        || !node.getSpec().getTaints().isEmpty())
                .map(node -> node.getMetadata().getName())
                .collect(Collectors.toSet());
        String seen =
                "%d of %d nodes have registered, not Ready or tainted: %s".formatted(found.size(), nodes, unready);
        return found.size() >= nodes && unready.isEmpty()
                ? State.reached("%d node(s) Ready and untainted".formatted(found.size()))
                : State.pending(seen);
    }

    private State defaultServiceAccount() {
        boolean there = client.serviceAccounts()
                        .inNamespace("default")
                        .withName("default")
                        .get()
                != null;
        return State.of(
                there, there ? "the default service account exists" : "no service account 'default' in 'default'");
    }

    private State coreDns() {
        List<Pod> pods = client.pods()
                .inNamespace("kube-system")
                .withLabel("k8s-app", "kube-dns")
                .list()
                .getItems();
        for (Pod pod : pods) {
            State state = PodState.of(pod);
            if (!(state instanceof State.Pending)) {
                return state;
            }
        }
        return State.pending(
                pods.isEmpty()
                        ? "no pod of CoreDNS yet"
                        : PodState.of(pods.get(0)).seen());
    }
}
