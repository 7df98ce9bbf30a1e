package dev.touchstone.observe;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.observe.NetworkFacts.Canary;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Finds out who reaches whom in a namespace: from one pod of each workload, from pods with the labels that policies admit, and
 * from strangers, to every port that is declared or open, and to what lies around. Everything is dialled twice, the second time
 * with a policy added that allows everything: only what that opens was closed by a policy.
 */
public final class NetworkObserver implements AutoCloseable {

    private static final int AT_ONCE = 8;
    private static final String ALLOW_ALL = "touchstone-allow-all";
    static final String STRANGER = "stranger";
    static final String ELSEWHERE = "stranger elsewhere";

    private final KubernetesClient client;
    private final String namespace;
    /** An ephemeral container cannot be removed, and a release that was kept may have one of an earlier run. */
    private final String probe =
            "touchstone-network-" + UUID.randomUUID().toString().substring(0, 8);

    private final ContainerExec exec;
    private final EphemeralProbe ephemeral;
    private final NetworkActors actors;
    private final NetworkTargets targets;
    private final DiallingRounds dialling = new DiallingRounds();
    private final List<JsonNode> policies;

    /**
     * Start everybody who plays a part.
     *
     * @param policies as the chart renders them
     * @param containers those that were seen of the release
     * @param probeImage a busybox that is on the cluster
     */
    public NetworkObserver(
            Cluster cluster,
            String namespace,
            String probeImage,
            List<JsonNode> policies,
            List<ContainerFacts> containers) {
        this.client = cluster.client();
        this.namespace = namespace;
        this.policies = List.copyOf(policies);
        this.exec = new ContainerExec(client, namespace);
        this.ephemeral = new EphemeralProbe(client, namespace, probeImage, exec);
        this.actors = NetworkActors.of(cluster, namespace, probeImage);
        this.targets = new NetworkTargets(client);
        begin(containers);
    }

    private void begin(List<ContainerFacts> containers) {
        Map<String, Pod> release = new LinkedHashMap<>();
        new PodObserver(client, namespace)
                .all().stream()
                        .filter(observed -> observed.facts().ready())
                        .forEach(
                                observed -> release.putIfAbsent(observed.facts().workload(), observed.pod()));
        NetworkGuises guises = new NetworkGuises(
                policies,
                release.values().stream()
                        .map(pod -> pod.getMetadata().getLabels())
                        .toList());
        List<Map<String, String>> friends = guises.friends();
        List<Map<String, String>> impostors = guises.impostors();
        actors.start(namespace, "touchstone-stranger", Map.of());
        actors.start(actors.elsewhere(), "touchstone-stranger", Map.of());
        for (int i = 0; i < impostors.size(); i++) {
            actors.start(actors.elsewhere(), "touchstone-impostor-" + i, impostors.get(i));
        }
        for (int i = 0; i < friends.size(); i++) {
            actors.start(namespace, "touchstone-friend-" + i, friends.get(i));
        }
        Parallel.map(AT_ONCE, release.values().stream().toList(), pod -> {
            ephemeral.start(
                    pod.getMetadata().getName(),
                    pod.getSpec().getContainers().get(0).getName(),
                    probe);
            return pod;
        });
        release.forEach((workload, pod) -> {
            Endpoint endpoint = targets.pod(workload, pod, listeners(containers, pod));
            targets.services(endpoint);
            dialling.join(endpoint, new Dialler(exec, pod.getMetadata().getName(), probe));
        });
        for (int i = 0; i < friends.size(); i++) {
            join("pod labelled " + NetworkGuises.words(friends.get(i)), namespace, "touchstone-friend-" + i, false);
        }
        join(STRANGER, namespace, "touchstone-stranger", true);
        join(ELSEWHERE, actors.elsewhere(), "touchstone-stranger", true);
        for (int i = 0; i < impostors.size(); i++) {
            String guise = i == 0 ? "with the labels of friends" : "labelled " + NetworkGuises.words(impostors.get(i));
            join("impostor elsewhere, " + guise, actors.elsewhere(), "touchstone-impostor-" + i, false);
        }
        targets.surroundings();
    }

    private void join(String name, String in, String podName, boolean dialled) {
        Pod pod = actors.awaitReady(in, podName);
        Endpoint endpoint = dialled ? targets.pod(name, pod, List.of(NetworkActors.PORT)) : targets.endpoint(name, pod);
        dialling.join(endpoint, new Dialler(new ContainerExec(client, in), podName, NetworkActors.CONTAINER));
    }

    private static List<Integer> listeners(List<ContainerFacts> containers, Pod pod) {
        return containers.stream()
                .filter(container ->
                        container.pod().name().equals(pod.getMetadata().getName()))
                .flatMap(container -> container.probe().stream())
                .flatMap(probe -> probe.listeners().stream())
                .filter(listener -> !listener.loopback() && listener.transport().equals("TCP"))
                .map(Listener::port)
                .distinct()
                .toList();
    }

    /** Look at all of it. */
    public NetworkFacts look() {
        NetworkProofs proofs = new NetworkProofs(client, namespace, actors);
        // First, and so that every node enforces by then what the chart has asked for.
        Canary canary = proofs.canary(nodes());
        long start = System.nanoTime();
        List<Cell> enforced = dialling.enforced(targets);
        List<Cell> both = withEverythingAllowed(enforced);
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        dialling.awaitClosing(both);
        return new NetworkFacts(policies, endpoints(), both, canary, proofs.window(both), millis);
    }

    private Set<String> nodes() {
        return Stream.of(namespace, actors.elsewhere())
                .flatMap(each -> client.pods().inNamespace(each).list().getItems().stream())
                .map(pod -> pod.getSpec().getNodeName())
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Endpoint> endpoints() {
        return Stream.concat(dialling.sources().stream(), targets.endpoints().stream())
                .distinct()
                .toList();
    }

    private List<Cell> withEverythingAllowed(List<Cell> enforced) {
        client.resource(allowAll()).forceConflicts().serverSideApply();
        try {
            dialling.awaitOpening(enforced);
            return dialling.opened(enforced);
        } finally {
            client.resource(allowAll()).delete();
        }
    }

    /**
     * Dial some cells again, once, as it is now. What came of them with everything allowed stays as it was.
     *
     * @return them in the order of their sources
     */
    public List<Cell> again(List<Cell> cells) {
        return dialling.again(cells);
    }

    private NetworkPolicy allowAll() {
        return new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName(ALLOW_ALL)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withNewPodSelector()
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .addNewIngress()
                .endIngress()
                .addNewEgress()
                .endEgress()
                .endSpec()
                .build();
    }

    @Override
    public void close() {
        actors.close();
    }
}
