package dev.touchstone.observe;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.State;
import dev.touchstone.observe.NetworkFacts.Canary;
import dev.touchstone.observe.NetworkFacts.StartWindow;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Finds out whether, and how fast, a cluster enforces policies. */
final class NetworkProofs {

    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final String CANARY = "touchstone-canary";
    private static final String NEWCOMER = "touchstone-newcomer";
    private static final int ATTEMPTS = 200;

    private final KubernetesClient client;
    private final String namespace;
    private final NetworkActors actors;

    NetworkProofs(KubernetesClient client, String namespace, NetworkActors actors) {
        this.client = client;
        this.namespace = namespace;
        this.actors = actors;
    }

    /**
     * The policy is in the other namespace, and selects the canaries alone: whatever the chart's policies are, this one must close
     * them. A node enforces its pods' policies by itself, when it comes to it, so there is one on each; once it is closed, what
     * was asked for before it is enforced there as well.
     *
     * @param nodes where somebody plays a part
     * @return of a node that did not do as it must, where there is one
     */
    Canary canary(Set<String> nodes) {
        String elsewhere = actors.elsewhere();
        nodes.forEach(node -> actors.startOn(node, elsewhere, canaryOn(node), Map.of("app", CANARY)));
        Map<String, Cell> cells = new LinkedHashMap<>();
        nodes.forEach(node -> cells.put(
                node,
                cell(actors.awaitReady(elsewhere, canaryOn(node)).getStatus().getPodIP())));
        Dialler stranger =
                new Dialler(new ContainerExec(client, elsewhere), "touchstone-stranger", NetworkActors.CONTAINER);
        // That its process has begun does not say that it listens.
        List<Connectivity> before = dialUntil(stranger, List.copyOf(cells.values()), Connectivity.OPEN::equals);
        long start = System.nanoTime();
        closeCanaries(elsewhere);
        List<Connectivity> after = dialUntil(stranger, List.copyOf(cells.values()), Connectivity::closed);
        return worst(List.copyOf(cells.keySet()), before, after, Duration.ofNanos(System.nanoTime() - start));
    }

    private static List<Connectivity> dialUntil(Dialler stranger, List<Cell> cells, Predicate<Connectivity> awaited) {
        long start = System.nanoTime();
        List<Connectivity> found = stranger.dial(cells);
        while (!found.stream().allMatch(awaited) && System.nanoTime() - start < ENOUGH.toNanos()) {
            found = stranger.dial(cells);
        }
        return found;
    }

    private static Canary worst(
            List<String> nodes, List<Connectivity> before, List<Connectivity> after, Duration took) {
        int worst = IntStream.range(0, nodes.size())
                .filter(i -> before.get(i) != Connectivity.OPEN || !after.get(i).closed())
                .findFirst()
                .orElse(0);
        String node = nodes.get(worst);
        return new Canary(
                node, before.get(worst), after.get(worst), after.get(worst).closed() ? took.toMillis() : -1);
    }

    private static String canaryOn(String node) {
        return CANARY + "-" + node;
    }

    private static Cell cell(String ip) {
        return new Cell(
                "",
                "",
                ip,
                NetworkActors.PORT,
                Protocol.TCP,
                NetworkActors.PORT,
                Connectivity.UNKNOWN,
                Connectivity.UNKNOWN);
    }

    private void closeCanaries(String elsewhere) {
        client.resource(new NetworkPolicyBuilder()
                        .withNewMetadata()
                        .withName(CANARY)
                        .withNamespace(elsewhere)
                        .endMetadata()
                        .withNewSpec()
                        .withNewPodSelector()
                        .addToMatchLabels("app", CANARY)
                        .endPodSelector()
                        .withPolicyTypes("Ingress", "Egress")
                        .endSpec()
                        .build())
                .forceConflicts()
                .serverSideApply();
    }

    /**
     * A new pod dials something that a stranger must not reach, again and again, and says when it was first kept from it. Where
     * there is nothing forbidden, there is no window.
     */
    StartWindow window(List<Cell> cells) {
        Optional<Cell> forbidden = cells.stream()
                .filter(cell -> cell.from().equals(NetworkObserver.STRANGER)
                        && cell.enforced().closed()
                        && cell.open() == Connectivity.OPEN
                        && !cell.address().endsWith(".svc"))
                .findFirst();
        if (forbidden.isEmpty()) {
            return new StartWindow(0, 0, -1);
        }
        actors.start(namespace, NEWCOMER, Map.of(), script(forbidden.get()));
        actors.awaitReady(namespace, NEWCOMER);
        Await.that("the new pod has been kept from what is forbidden, or has given up")
                .within(ENOUGH)
                .until(() -> State.of(log().contains("end"), log()));
        return read(log());
    }

    private String log() {
        return client.pods().inNamespace(namespace).withName(NEWCOMER).getLog();
    }

    // Hundredths of a second, which is as fine as the clock that any kernel shows.
    private static String script(Cell cell) {
        return """
            now() { IFS=. read -r whole rest </proc/uptime; echo "$((whole * 100 + 1${rest%% *} - 100))"; }
            first=$(now)
            n=0
            while [ $n -lt %d ]; do
              at=$(($(now) - first))
              if nc -w 1 %s %d -e true 2>/dev/null </dev/null; then echo "open $at"; else echo "closed $at"; break; fi
              n=$((n + 1))
            done
            echo end
            sleep 3600
            """.formatted(ATTEMPTS, cell.address(), cell.port());
    }

    private static StartWindow read(String log) {
        List<String[]> lines = log.lines()
                .map(line -> line.split(" ", -1))
                .filter(words -> words.length == 2)
                .toList();
        int opened =
                (int) lines.stream().filter(words -> words[0].equals("open")).count();
        long millis = lines.stream()
                .filter(words -> words[0].equals("closed"))
                .mapToLong(words -> 10 * Long.parseLong(words[1]))
                .findFirst()
                .orElse(-1);
        return new StartWindow(lines.size(), opened, millis);
    }
}
