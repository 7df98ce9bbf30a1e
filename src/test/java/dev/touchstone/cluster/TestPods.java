package dev.touchstone.cluster;

import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.image.ImageReference;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Namespaces and pods that integration tests use. */
final class TestPods {

    static final String IMAGE = "busybox:1.35.0";

    private final KubernetesClient client;
    private final String namespace;

    private TestPods(Cluster cluster, String namespace) {
        this.client = cluster.client();
        this.namespace = namespace;
    }

    /**
     * Bring the image to the cluster and make a namespace with all six labels of Pod Security. Its name is of this run alone:
     * on a cluster that is somebody else's, no other may be touched.
     */
    static TestPods inRestrictedNamespace(Cluster cluster, String name) {
        Engine engine = new Engine();
        ImageCatalog catalog = ImageCatalog.ofProject(engine);
        catalog.inEngine(IMAGE);
        new ImageLoader(engine, catalog).deliver(List.of(ImageReference.of(IMAGE)), cluster);
        TestPods pods = new TestPods(cluster, name + "-" + Long.toHexString(System.nanoTime()));
        pods.createRestrictedNamespace();
        return pods;
    }

    String namespace() {
        return namespace;
    }

    private void createRestrictedNamespace() {
        Map<String, String> labels = Stream.of("enforce", "warn", "audit")
                .map(mode -> "pod-security.kubernetes.io/" + mode)
                .flatMap(label -> Stream.of(Map.entry(label, "restricted"), Map.entry(label + "-version", "latest")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .create();
        Await.that("namespace " + namespace + " has its default service account")
                .until(() -> State.of(
                        client.serviceAccounts()
                                        .inNamespace(namespace)
                                        .withName("default")
                                        .get()
                                != null,
                        "asked for serviceaccount/default"));
    }

    void deleteNamespace() {
        client.namespaces().withName(namespace).delete();
    }

    Pod create(Pod pod) {
        return client.pods().inNamespace(namespace).resource(pod).create();
    }

    String awaitReady(String name) {
        return Await.that("pod " + name + " is Ready")
                .until(() -> Optional.ofNullable(client.pods()
                                .inNamespace(namespace)
                                .withName(name)
                                .get())
                        .map(PodState::of)
                        .orElse(State.pending("there is no such pod")));
    }

    String ip(String name) {
        return client.pods()
                .inNamespace(namespace)
                .withName(name)
                .get()
                .getStatus()
                .getPodIP();
    }

    static Pod unhardened(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage(IMAGE)
                .withImagePullPolicy("IfNotPresent")
                .withCommand("sh", "-c", "httpd -p 8080 -h /bin; sleep 3600")
                .endContainer()
                .endSpec()
                .build();
    }

    static Pod hardened(String name) {
        return new PodBuilder(unhardened(name))
                .editSpec()
                .withAutomountServiceAccountToken(false)
                .withTerminationGracePeriodSeconds(0L)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(1000L)
                .withRunAsGroup(1000L)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .editFirstContainer()
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

    static Pod onNode(Pod pod, String node, Map<String, String> labels) {
        return new PodBuilder(pod)
                .editMetadata()
                .withLabels(labels)
                .endMetadata()
                .editSpec()
                .withNodeName(node)
                .endSpec()
                .build();
    }

    ExecResult exec(String pod, String... command) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try (ExecWatch watch = client.pods()
                .inNamespace(namespace)
                .withName(pod)
                .writingOutput(output)
                .writingError(errors)
                .exec(command)) {
            int exitCode = watch.exitCode().get(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS);
            return new ExecResult(
                    exitCode, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        }
    }
}
