package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.chart.ReleaseNamespace;
import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.State;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageLoader;
import dev.touchstone.image.ImageReference;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.DisruptionObserver;
import dev.touchstone.observe.StopWatch;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two pods of a web server and its budget, on a real API server: what is wrong with the budget, or with how the pods end, is red. */
@BesideOthers
@LeaseCluster
class DisruptionIT {

    /** A first process without a handler is not ended by SIGTERM. */
    private static final String ENDS = "trap \"exit 0\" TERM; httpd -p 8080 -h /bin; while :; do sleep 0.2; done";

    private static final String BUDGET = """
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: %s}
            spec: {selector: {matchLabels: %s}, minAvailable: %d}
            """;

    private final String namespace = "disruption-" + Long.toHexString(System.nanoTime());

    @SuppressWarnings("NullAway.Init")
    private ReleaseNamespace made;

    @BeforeEach
    void makeNamespace(Cluster cluster) {
        Engine engine = new Engine();
        ImageCatalog catalog = ImageCatalog.ofProject(engine);
        new ImageLoader(engine, catalog).deliver(List.of(ImageReference.of("busybox:1.35.0")), cluster);
        made = ReleaseNamespace.make(cluster, namespace, "disruption", PodSecurity.RESTRICTED);
    }

    @AfterEach
    void remove() {
        made.close();
    }

    @Test
    void a_budget_that_keeps_one_of_two_is_green(KubernetesClient client) {
        web(client, ENDS, 30);
        budget(client, "web", "{app: web}", 1);

        Verdict verdict = judged(client);

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.PASS);
        assertThat(verdict.reason())
                .contains(
                        "web alone selects its pods (minAvailable: 1): 1 of 2 evicted, one more refused (429 DisruptionBudget:",
                        "all Ready again after",
                        "httpd ended with");
    }

    @Test
    void no_budget_is_red_and_everything_is_let_go(KubernetesClient client) {
        web(client, ENDS, 30);

        assertThat(red(client)).contains("found none, so that all of them may be evicted at once");
    }

    @Test
    void a_budget_that_selects_nothing_is_red(KubernetesClient client) {
        web(client, ENDS, 30);
        budget(client, "web", "{app: wep}", 1);

        assertThat(red(client)).contains("found none");
    }

    @Test
    void a_budget_that_keeps_all_of_them_is_a_deadlock(KubernetesClient client) {
        web(client, ENDS, 30);
        budget(client, "web", "{app: web}", 2);

        assertThat(red(client))
                .contains(
                        "a drain deadlocks: web (minAvailable: 2) forbids to evict",
                        "although all are Ready",
                        "429 DisruptionBudget: The disruption budget web needs 2 healthy pods and has 2 currently");
    }

    @Test
    void two_budgets_for_the_same_pods_are_red(KubernetesClient client) {
        web(client, ENDS, 30);
        budget(client, "all", "{}", 1);
        budget(client, "web", "{app: web}", 1);

        assertThat(red(client)).contains("found [all, web], so that nothing can be evicted: 500", "more than one");
    }

    @Test
    void a_container_that_must_be_killed_is_red(KubernetesClient client) {
        web(client, ENDS.replace("exit 0", ":"), 2);
        budget(client, "web", "{app: web}", 1);

        assertThat(red(client)).contains("expected container httpd to end by itself", "it ended with 137");
    }

    @Test
    void a_single_pod_that_a_step_had_replaced_is_evicted_only_if_it_ended_badly(KubernetesClient client) {
        web(client, 1, ENDS.replace("exit 0", "exit 3"), 30);
        budget(client, "web", "{app: web}", 0);
        try (StopWatch stops = new StopWatch(client, namespace)) {
            web(client, 1, ENDS, 30);
            assertThat(judged(client, stops).reason())
                    .contains("1 of 1 evicted")
                    .doesNotContain("ended with 3");
        }
        try (StopWatch stops = new StopWatch(client, namespace)) {
            web(client, 1, ENDS.replace("0.2", "0.1"), 30);
            assertThat(judged(client, stops).reason()).contains("a step had it replaced", "httpd ended with 0");
        }
    }

    private String red(KubernetesClient client) {
        Verdict verdict = judged(client);
        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.FAIL);
        return verdict.reason();
    }

    private Verdict judged(KubernetesClient client) {
        try (StopWatch stops = new StopWatch(client, namespace)) {
            return judged(client, stops);
        }
    }

    private Verdict judged(KubernetesClient client, StopWatch stops) {
        List<Verdict> verdicts = new Judge(EnumSet.of(CheckId.DISRUPTION))
                .judge(new DisruptionObserver(client, namespace).look(stops, Duration.ofSeconds(60)));
        assertThat(verdicts)
                .singleElement()
                .extracting(verdict -> verdict.subject().workload())
                .isEqualTo("deployment/web");
        return verdicts.get(0);
    }

    private void budget(KubernetesClient client, String name, String labels, int number) {
        apply(client, BUDGET.formatted(name, labels, number));
    }

    private void web(KubernetesClient client, String command, int grace) {
        web(client, 2, command, grace);
    }

    /** Once those of this command, and none besides, are there and Ready. */
    private void web(KubernetesClient client, int replicas, String command, int grace) {
        apply(client, """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      terminationGracePeriodSeconds: %d
                      securityContext: {runAsNonRoot: true, runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
                      containers:
                        - name: httpd
                          image: busybox:1.35.0
                          imagePullPolicy: IfNotPresent
                          command: [sh, -c, '%s']
                          readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1}
                          securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                """.formatted(replicas, grace, command));
        Await.that("%d pods are Ready".formatted(replicas)).until(() -> {
            List<Pod> pods = client.pods().inNamespace(namespace).list().getItems();
            return State.of(
                    pods.size() == replicas
                            && pods.stream()
                                    .allMatch(pod -> Readiness.isPodReady(pod)
                                            && pod.getSpec()
                                                    .getContainers()
                                                    .get(0)
                                                    .getCommand()
                                                    .contains(command)),
                    pods.size() + " pods");
        });
    }

    private void apply(KubernetesClient client, String yaml) {
        client.resource(yaml).inNamespace(namespace).createOr(NonDeletingOperation::update);
    }
}
