package dev.touchstone.observe;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.State;
import dev.touchstone.cluster.Stillness;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Empties a node of a namespace's pods as {@code kubectl drain} does: nothing new is scheduled there, and each pod is evicted as soon as
 * its budget allows. Where a budget refuses, no pod is about to become Ready, and nothing changes any more, the drain would wait for
 * ever, and is given up.
 */
public final class Drain {

    private final Cluster cluster;
    private final KubernetesClient client;
    private final String namespace;
    private final Duration quiet;

    /** @param quiet how long nothing may change, before a refusal is for ever */
    public Drain(Cluster cluster, String namespace, Duration quiet) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.namespace = namespace;
        this.quiet = quiet;
    }

    /**
     * Drain a node, and let it take pods again.
     *
     * @param within how long the pods that were there are given to go
     * @return why it was given up; empty when no pod is left there
     */
    public String run(String node, Duration within) {
        unschedulable(node, true);
        Stillness stillness = new Stillness();
        try (Evictions evictions = new Evictions(client, namespace)) {
            Await.that("no pod of %s is left on %s".formatted(namespace, node))
                    .within(within)
                    .whileAlive(cluster::requireAlive)
                    .until(() -> step(node, evictions, stillness));
            return "";
        } catch (AwaitException gaveUp) {
            return String.valueOf(gaveUp.getMessage());
        } finally {
            unschedulable(node, false);
        }
    }

    private State step(String node, Evictions evictions, Stillness stillness) {
        List<PodObserver.Observed> all = new PodObserver(client, namespace).all();
        List<EvictionAnswer> refused = all.stream()
                .filter(pod -> node.equals(pod.pod().getSpec().getNodeName())
                        && Drained.concerns(pod.facts().workload()))
                .map(pod -> evictions.evict(pod.facts().name()))
                .filter(answer -> !answer.granted())
                .toList();
        List<String> going = goingFrom(node);
        if (refused.isEmpty() && going.isEmpty()) {
            return State.reached("they are gone");
        }
        List<String> seen = new ArrayList<>(going);
        all.forEach(pod ->
                seen.add(pod.facts().uid() + pod.facts().ready() + pod.facts().phase()));
        String words = refused.stream()
                .map(answer ->
                        "%s: %d %s: %s".formatted(answer.pod(), answer.code(), answer.reason(), answer.message()))
                .collect(Collectors.joining("; "));
        return !refused.isEmpty() && all.stream().noneMatch(Drain::starts) && stillness.lasts(seen, quiet)
                ? State.terminal("a deadlock: nothing has changed for %d s, and evictions are refused: %s"
                        .formatted(quiet.toSeconds(), words))
                : State.pending("going: %s; refused: %s".formatted(going, words));
    }

    /** It has a node, and may be Ready in a while. One that waits for the drained node only gets there afterwards. */
    private static boolean starts(PodObserver.Observed pod) {
        return pod.pod().getSpec().getNodeName() != null
                && !pod.facts().ready()
                && Set.of("Pending", "Running").contains(pod.facts().phase());
    }

    private List<String> goingFrom(String node) {
        return client.pods().inNamespace(namespace).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() != null
                        && node.equals(pod.getSpec().getNodeName())
                        && PodObserver.isOfTheRelease(pod))
                .map((Pod pod) -> pod.getMetadata().getName())
                .toList();
    }

    private void unschedulable(String node, boolean closed) {
        client.nodes().withName(node).edit(each -> {
            each.getSpec().setUnschedulable(closed ? Boolean.TRUE : null);
            return each;
        });
    }
}
