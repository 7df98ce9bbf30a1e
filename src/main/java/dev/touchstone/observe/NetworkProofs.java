package dev.touchstone.observe;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.State;
import dev.touchstone.observe.NetworkFacts.Canary;
import dev.touchstone.observe.NetworkFacts.StartWindow;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** The policy is in the other namespace, and selects one pod: whatever the chart's policies are, this one must close it. */
    Canary canary() {
        String elsewhere = actors.elsewhere();
        actors.start(elsewhere, CANARY, Map.of("app", CANARY));
        String ip = actors.awaitReady(elsewhere, CANARY).getStatus().getPodIP();
        Dialler stranger =
                new Dialler(new ContainerExec(client, elsewhere), "touchstone-stranger", NetworkActors.CONTAINER);
        List<Cell> cell = List.of(new Cell(
                "",
                "",
                ip,
                NetworkActors.PORT,
                Protocol.TCP,
                NetworkActors.PORT,
                Connectivity.UNKNOWN,
                Connectivity.UNKNOWN));
        Connectivity before = stranger.dial(cell).get(0);
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
        long start = System.nanoTime();
        Connectivity after = before;
        while (!after.closed() && System.nanoTime() - start < ENOUGH.toNanos()) {
            after = stranger.dial(cell).get(0);
        }
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        return new Canary(before, after, after.closed() ? millis : -1);
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
