package dev.touchstone.junit;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.State;
import dev.touchstone.observe.DisturbanceFacts;
import dev.touchstone.observe.DisturbanceFacts.Allowed;
import dev.touchstone.observe.DisturbanceFacts.Disturbance;
import dev.touchstone.observe.Drain;
import dev.touchstone.observe.Drained;
import dev.touchstone.observe.Load;
import dev.touchstone.observe.ObservationException;
import dev.touchstone.observe.PodObserver;
import dev.touchstone.observe.ReleaseFacts.RolloutFacts;
import dev.touchstone.scenario.Disruption;
import io.fabric8.kubernetes.api.model.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Disturbs a release while clients use it: it is rolled back to the release before, upgraded to this one, and each node is drained. It
 * ends as it began.
 */
final class Disturbances {

    static final String ROLLBACK = "rollback to the release before";
    static final String UPGRADE = "upgrade from the release before";

    /** How long nothing may change before a refusal is for ever: a pod that starts changes sooner. */
    static final Duration QUIET = Duration.ofSeconds(45);

    private final Cluster cluster;
    private final PreparedScenario prepared;
    private final PreparedScenario previous;
    private final Disruption asked;
    private final Installation installation;
    private final Duration quiet;
    private final Progress progress;

    private Disturbances(
            Cluster cluster,
            PreparedScenario prepared,
            PreparedScenario previous,
            Disruption asked,
            Installation installation,
            Duration quiet,
            Progress progress) {
        this.cluster = cluster;
        this.prepared = prepared;
        this.previous = previous;
        this.asked = asked;
        this.installation = installation;
        this.quiet = quiet;
        this.progress = progress;
    }

    /** Names of what is done, as verdicts name it: nodes have the names that they have. */
    static Stream<String> names(int nodes) {
        return Stream.concat(
                Stream.of(ROLLBACK, UPGRADE),
                Stream.iterate(1, n -> n + 1).limit(nodes).map(n -> drainOf("node-" + n)));
    }

    private static String drainOf(String node) {
        return "drain of " + node;
    }

    /**
     * Of a scenario that asks for it, and has become Ready.
     *
     * @param quiet how long nothing may change before an eviction that is refused is refused for ever
     */
    static DisturbanceFacts of(
            Cluster cluster, PreparedScenario prepared, Installation installation, Duration quiet, Progress progress) {
        return new Disturbances(
                        cluster,
                        prepared,
                        prepared.previous().orElseThrow(),
                        prepared.scenario().disruption().orElseThrow(),
                        installation,
                        quiet,
                        progress)
                .run();
    }

    private DisturbanceFacts run() {
        List<Disturbance> disturbances = new ArrayList<>();
        List<DisturbanceFacts.Ledger> ledger = new ArrayList<>();
        progress.awaiting("starting clients");
        try (Load load = Load.start(cluster, installation.release().namespace(), asked)) {
            load.look();
            disturbances.add(disturb(ROLLBACK, load, () -> upgrade(previous)));
            disturbances.add(disturb(UPGRADE, load, () -> upgrade(prepared)));
            Drain drain = new Drain(cluster, installation.release().namespace(), quiet);
            cluster.client().nodes().list().getItems().stream()
                    .map((Node node) -> node.getMetadata().getName())
                    .sorted()
                    .forEach(node -> disturbances.add(disturb(drainOf(node), load, () -> drained(drain, node))));
            if (asked.ledger()) {
                ledger.add(load.end());
            }
        } catch (ObservationException e) {
            disturbances.add(new Disturbance("clients", String.valueOf(e.getMessage()), 0, List.of()));
        }
        return new DisturbanceFacts(
                asked.clients().stream()
                        .map(client -> new Allowed(client.name(), client.gap().toMillis()))
                        .toList(),
                disturbances,
                ledger);
    }

    private String upgrade(PreparedScenario to) {
        RolloutFacts rollout = installation.upgrade(to, cluster, progress);
        return rollout.ready() ? "" : rollout.message();
    }

    /** Who is evicted must be there again; a workload may be slow to make the next pod, or not be allowed to. */
    private String drained(Drain drain, String node) {
        Map<String, Integer> before = counts();
        String trouble = drain.run(node, prepared.scenario().ready());
        return trouble.isEmpty() ? awaitAsMany(before) : trouble;
    }

    private Map<String, Integer> counts() {
        return Drained.counts(cluster.client(), installation.release().namespace());
    }

    private String awaitAsMany(Map<String, Integer> before) {
        return await("each workload has as many pods as before", () -> fewer(before, counts()));
    }

    /** Which workloads have fewer pods than before, in words. */
    static List<String> fewer(Map<String, Integer> before, Map<String, Integer> now) {
        return new TreeMap<>(before)
                .entrySet().stream()
                        .filter(each -> now.getOrDefault(each.getKey(), 0) < each.getValue())
                        .map(each -> "%s has %d of %d"
                                .formatted(each.getKey(), now.getOrDefault(each.getKey(), 0), each.getValue()))
                        .toList();
    }

    private Disturbance disturb(String name, Load load, Supplier<String> work) {
        progress.awaiting(name);
        long start = System.nanoTime();
        String trouble = work.get();
        if (trouble.isEmpty()) {
            trouble = awaitReady();
        }
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        Disturbance disturbance = new Disturbance(name, trouble, millis, load.look());
        progress.reached("%s: %s".formatted(name, trouble.isEmpty() ? "done" : "it did not come to its end"));
        return disturbance;
    }

    /** A pod whose volume is on a node comes back only when that node takes pods again. */
    private String awaitReady() {
        return await(
                "every pod is Ready again",
                () -> new PodObserver(cluster.client(), installation.release().namespace())
                        .look().stream()
                                .filter(pod -> !pod.ready() && !pod.phase().equals("Succeeded"))
                                .map(pod -> pod.name() + " is not")
                                .toList());
    }

    private String await(String what, Supplier<List<String>> missing) {
        try {
            Await.that(what)
                    .within(prepared.scenario().ready())
                    .whileAlive(cluster::requireAlive)
                    .until(() -> {
                        List<String> open = missing.get();
                        return State.of(open.isEmpty(), String.join(", ", open));
                    });
            return "";
        } catch (AwaitException late) {
            return String.valueOf(late.getMessage());
        }
    }
}
