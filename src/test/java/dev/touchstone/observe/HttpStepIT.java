package dev.touchstone.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.State;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.image.ImageReference;
import dev.touchstone.junit.LeaseCluster;
import dev.touchstone.scenario.Action;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The API server runs on the first node; the pod that is asked is on the second, listens on its own address alone, and admits nobody. */
@LeaseCluster(nodes = 2)
@Order(1) // so that the tests that need one node share this cluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpStepIT {

    private static final String NAMESPACE = "http-step";
    private static final int PORT = 8080;
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private static final String SERVER = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: http-step}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: http-step, labels: {app: web}}
            spec:
              nodeName: node-2
              terminationGracePeriodSeconds: 0
              containers:
                - name: web
                  image: busybox:1.35.0
                  imagePullPolicy: IfNotPresent
                  command: [httpd, -f, -p, "$(POD_IP):8080", -h, /etc]
                  env: [{name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]
                  ports: [{name: http, containerPort: 8080}]
                  readinessProbe: {tcpSocket: {port: http}, periodSeconds: 1}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: http-step}
            spec:
              selector: {app: web}
              ports: [{name: http, port: 80, targetPort: http}]
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: stranger, namespace: http-step}
            spec:
              nodeName: node-1
              terminationGracePeriodSeconds: 0
              containers: [{name: stranger, image: "busybox:1.35.0", imagePullPolicy: IfNotPresent, command: [sleep, "3600"]}]
            """;

    private static final String NOBODY = """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: nobody, namespace: http-step}
            spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress]}
            """;

    @BeforeAll
    void start(Cluster cluster) {
        Engine engine = new Engine();
        new ImageLoader(engine, ImageCatalog.ofProject(engine))
                .deliver(List.of(ImageReference.of("busybox:1.35.0")), cluster);
        apply(cluster, SERVER);
        for (String pod : List.of("web", "stranger")) {
            cluster.client().pods().inNamespace(NAMESPACE).withName(pod).waitUntilReady(60, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    void remove(Cluster cluster) {
        cluster.client().namespaces().withName(NAMESPACE).delete();
    }

    @Test
    void a_service_that_admits_nobody_is_asked_from_its_pods_own_node(Cluster cluster) {
        awaitStranger(cluster, true);
        apply(cluster, NOBODY);
        awaitStranger(cluster, false);

        HttpStep step = new HttpStep(cluster, NAMESPACE);

        assertThat(List.of("http", "80"))
                .map(port -> step.ask(new Action.Http("web", port, "GET", "/hostname", ""), WITHIN))
                .allSatisfy(answer -> {
                    assertThat(answer.exitCode()).as(answer.output()).isEqualTo(200);
                    assertThat(answer.output()).isEqualToIgnoringNewLines("web");
                });
        assertThat(step.ask(new Action.Http("web", "http", "GET", "/none", ""), WITHIN)
                        .exitCode())
                .isEqualTo(404);
    }

    private static void awaitStranger(Cluster cluster, boolean reaches) {
        String ip = cluster.client()
                .pods()
                .inNamespace(NAMESPACE)
                .withName("web")
                .require()
                .getStatus()
                .getPodIP();
        Dialler stranger = new Dialler(new ContainerExec(cluster.client(), NAMESPACE), "stranger", "stranger");
        Cell cell = new Cell("", "", ip, PORT, Protocol.TCP, PORT, Connectivity.UNKNOWN, Connectivity.UNKNOWN);
        Await.that("a pod of the other node %s".formatted(reaches ? "reaches it" : "does not reach it"))
                .until(() -> {
                    Connectivity found = stranger.dial(List.of(cell)).get(0);
                    return State.of(reaches ? found == Connectivity.OPEN : found.closed(), "it is " + found);
                });
    }

    private static void apply(Cluster cluster, String yaml) {
        cluster.client()
                .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
    }
}
