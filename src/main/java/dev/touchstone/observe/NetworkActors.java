package dev.touchstone.observe;

import dev.touchstone.chart.ReleaseNamespace;
import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.PodState;
import dev.touchstone.cluster.State;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pods that play a part in the matrix and are not the chart's. They listen on one port, and are removed with their namespace. */
final class NetworkActors implements AutoCloseable {

    static final int PORT = 8080;
    static final String CONTAINER = "actor";

    private static final String LISTENS = "httpd -f -p %d -h /bin".formatted(PORT);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KubernetesClient client;
    private final String namespace;
    private final String elsewhere;
    private final String image;

    private NetworkActors(KubernetesClient client, String namespace, String image) {
        this.client = client;
        this.namespace = namespace;
        this.elsewhere = namespace + "-elsewhere";
        this.image = image;
    }

    /** Make the other namespace, which enforces what the release's does, with labels of its own. */
    static NetworkActors of(Cluster cluster, String namespace, String image) {
        KubernetesClient client = cluster.client();
        NetworkActors actors = new NetworkActors(client, namespace, image);
        Map<String, String> security = Optional.ofNullable(client.namespaces()
                        .withName(namespace)
                        .require()
                        .getMetadata()
                        .getLabels())
                .orElse(Map.of())
                .entrySet()
                .stream()
                .filter(label -> label.getKey().startsWith("pod-security.kubernetes.io/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        ReleaseNamespace.awaitNotTerminating(cluster, actors.elsewhere);
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(actors.elsewhere)
                        .withLabels(security)
                        .endMetadata()
                        .build())
                .createOr(existing -> existing.patch());
        Await.that("namespace %s has its default service account".formatted(actors.elsewhere))
                .until(() -> State.of(
                        client.serviceAccounts()
                                        .inNamespace(actors.elsewhere)
                                        .withName("default")
                                        .get()
                                != null,
                        "asked for serviceaccount/default"));
        return actors;
    }

    String elsewhere() {
        return elsewhere;
    }

    /** Start a pod that listens. */
    void start(String in, String name, Map<String, String> labels) {
        create(in, pod(name, labels, LISTENS));
    }

    /** Start a pod that listens, on this node. */
    void startOn(String node, String in, String name, Map<String, String> labels) {
        create(
                in,
                pod(name, labels, LISTENS)
                        .edit()
                        .editSpec()
                        .withNodeName(node)
                        .endSpec()
                        .build());
    }

    /** Start a pod. */
    void start(String in, String name, Map<String, String> labels, String command) {
        create(in, pod(name, labels, command));
    }

    /** What an earlier run left of the same name is replaced. */
    private void create(String in, Pod pod) {
        String name = pod.getMetadata().getName();
        client.pods().inNamespace(in).withName(name).withGracePeriod(0).delete();
        Await.that("there is no pod %s".formatted(name))
                .until(() ->
                        State.of(client.pods().inNamespace(in).withName(name).get() == null, "it is still there"));
        client.pods().inNamespace(in).resource(pod).create();
    }

    Pod awaitReady(String in, String name) {
        Await.that("pod %s in %s is Ready".formatted(name, in))
                .within(PATIENCE)
                .until(() ->
                        PodState.of(client.pods().inNamespace(in).withName(name).require()));
        return client.pods().inNamespace(in).withName(name).require();
    }

    private Pod pod(String name, Map<String, String> labels, String command) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .addToLabels(StepRunner.LABEL, "network")
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(0L)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(65_534L)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName(CONTAINER)
                .withImage(image)
                .withImagePullPolicy("IfNotPresent")
                .withCommand("sh", "-c", command)
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .build();
    }

    @Override
    public void close() {
        client.pods()
                .inNamespace(namespace)
                .withLabels(Map.of(StepRunner.LABEL, "network"))
                .withGracePeriod(0)
                .delete();
        client.namespaces().withName(elsewhere).delete();
    }
}
