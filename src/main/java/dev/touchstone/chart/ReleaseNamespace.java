package dev.touchstone.chart;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Labels;
import dev.touchstone.cluster.State;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;

/** A namespace that belongs to one scenario: made with Pod Security's six labels, and removed with all that is in it. */
public final class ReleaseNamespace implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KubernetesClient client;
    private final String name;

    private ReleaseNamespace(KubernetesClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /**
     * Make the namespace, or take over the one that an earlier run of the same scenario left on a kept cluster.
     *
     * @throws ChartException when there is one that is not the scenario's
     */
    public static ReleaseNamespace make(Cluster cluster, String name, String scenario, PodSecurity level) {
        return make(cluster, name, scenario, level.labels(), Map.of());
    }

    /** Make a namespace, or take it over, whose labels and annotations are those of another platform as well. */
    static ReleaseNamespace make(
            Cluster cluster,
            String name,
            String scenario,
            Map<String, String> labels,
            Map<String, String> annotations) {
        awaitNotTerminating(cluster, name);
        KubernetesClient client = cluster.client();
        Namespace existing = client.namespaces().withName(name).get();
        if (existing != null) {
            Map<String, String> its = existing.getMetadata().getLabels();
            if (its == null || !scenario.equals(its.get(Labels.SCENARIO))) {
                throw new ChartException(
                        "namespace %s exists already and does not carry the label %s=%s: it is somebody else's. Name another namespace in the scenario, or remove this one."
                                .formatted(name, Labels.SCENARIO, scenario),
                        null);
            }
        }
        Namespace wanted = new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .withAnnotations(annotations)
                .addToLabels(Labels.SCENARIO, scenario)
                .endMetadata()
                .build();
        client.namespaces().resource(wanted).forceConflicts().serverSideApply();
        Await.that("namespace " + name + " has its default service account")
                .whileAlive(cluster::requireAlive)
                .until(() -> State.of(
                        client.serviceAccounts()
                                        .inNamespace(name)
                                        .withName("default")
                                        .get()
                                != null,
                        "asked for serviceaccount/default"));
        return new ReleaseNamespace(client, name);
    }

    /** Wait until what an earlier run has removed is gone: nothing can be made in a namespace on its way out. */
    public static void awaitNotTerminating(Cluster cluster, String name) {
        Await.that("namespace " + name + " of an earlier run is gone")
                .within(PATIENCE)
                .whileAlive(cluster::requireAlive)
                .until(() -> {
                    Namespace namespace =
                            cluster.client().namespaces().withName(name).get();
                    boolean terminating =
                            namespace != null && namespace.getMetadata().getDeletionTimestamp() != null;
                    return State.of(
                            !terminating, "namespace " + name + (terminating ? " is being removed" : " is free"));
                });
    }

    public String name() {
        return name;
    }

    /** Remove the namespace; what it holds goes with it, by and by. */
    @Override
    public void close() {
        client.namespaces().withName(name).delete();
    }
}
