package dev.touchstone.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the charts here say of disruptions: every drain goes on, and takes no two pods of a workload that has another. */
class DisruptionBudgetsTest {

    @ParameterizedTest
    @EnumSource
    void each_workload_that_runs_on_has_one_budget_with_which_a_drain_can_go_on(ShippedProfile profile) {
        Rendered rendered = profile.render(Map.of());

        assertThat(workloads(rendered))
                .isNotEmpty()
                .allSatisfy(workload -> assertThat(budgetsOf(workload, rendered))
                        .as(workload.reference())
                        .singleElement()
                        .satisfies(budget -> {
                            assertThat(budget.path("spec")
                                            .path("unhealthyPodEvictionPolicy")
                                            .asString(""))
                                    .isEqualTo("AlwaysAllow");
                            assertThat(mayBeAway(budget, replicas(workload))).isPositive();
                        }));
        assertThat(budgets(rendered))
                .as("of nobody else")
                .hasSameSizeAs(workloads(rendered))
                .allSatisfy(budget -> assertThat(
                                budget.at("/spec/selector/matchLabels").propertyNames())
                        .contains("app.kubernetes.io/instance", "app.kubernetes.io/component"));
    }

    @ParameterizedTest
    @EnumSource
    void no_other_pod_of_the_release_has_one(ShippedProfile profile) {
        Rendered rendered = profile.render(Map.of());
        List<RenderedObject> others = rendered.objects().stream()
                .filter(object -> Set.of("Pod", "Job").contains(object.kind()))
                .toList();

        assertThat(others)
                .isNotEmpty()
                .allSatisfy(other -> assertThat(budgetsOf(other, rendered))
                        .as(other.reference())
                        .isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void the_baseline_has_the_same(ShippedProfile profile) {
        Map<String, String> hardened = numbers(profile.render(Map.of()));

        assertThat(numbers(profile.render(Map.of("security.podSecurityStandards", false))))
                .isEqualTo(hardened);
    }

    @ParameterizedTest
    @EnumSource
    void without_them_there_are_none(ShippedProfile profile) {
        assertThat(budgets(profile.render(Map.of("podDisruptionBudgets.enabled", false))))
                .isEmpty();
    }

    @Test
    void production_has_those_that_are_required() {
        assertThat(numbers(ShippedProfile.PRODUCTION.render(Map.of())))
                .containsEntry("api-pdb", "minAvailable: 1")
                .containsEntry("worker-pdb", "minAvailable: 1")
                .containsEntry("mlflow-pdb", "minAvailable: 1")
                .containsEntry("airflow-pdb", "minAvailable: 1")
                .containsEntry("feast-redis-pdb", "minAvailable: 2")
                .containsEntry("feast-server-pdb", "maxUnavailable: 1")
                .containsEntry("airflow-scheduler-pdb", "maxUnavailable: 1")
                .containsEntry("postgresql-pdb", "maxUnavailable: 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void where_as_many_run_as_must_stay_one_may_go_all_the_same(int replicas) {
        assertThat(numbers(ShippedProfile.PRODUCTION.render(Map.of("feast.redis.replicas", replicas))))
                .containsEntry("feast-redis-pdb", "maxUnavailable: 1");
    }

    @Test
    void another_number_can_be_told() {
        assertThat(numbers(ShippedProfile.PRODUCTION.render(
                        Map.of("api.replicas", 5, "podDisruptionBudgets.minAvailable.api", 4))))
                .containsEntry("api-pdb", "minAvailable: 4");
        assertThat(numbers(ShippedProfile.SPARK.render(
                        Map.of("worker.replicas", 3, "podDisruptionBudgets.minAvailable.worker", 1))))
                .containsEntry("worker-pdb", "minAvailable: 1");
        assertThat(numbers(ShippedProfile.MINIKUBE.render(Map.of("podDisruptionBudgets.minAvailable.redis", 0))))
                .containsEntry("redis-pdb", "minAvailable: 0");
    }

    @Test
    void a_number_with_which_no_drain_ends_is_refused() {
        assertThatThrownBy(() ->
                        ShippedProfile.PRODUCTION.render(Map.of("podDisruptionBudgets.minAvailable.feast-redis", 3)))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining(
                        "podDisruptionBudgets.minAvailable.feast-redis: found 3, with 3 of its pods allowed: 0 to 2.");
        assertThatThrownBy(() ->
                        ShippedProfile.MINIKUBE.render(Map.of("podDisruptionBudgets.minAvailable.mlflow-server", 1)))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining(
                        "podDisruptionBudgets.minAvailable.mlflow-server: found 1, with 1 of its pods allowed: 0.");
    }

    @ParameterizedTest
    @EnumSource
    void pods_of_a_workload_that_has_several_are_spread_over_nodes(ShippedProfile profile) {
        assertThat(workloads(profile.render(Map.of()))).allSatisfy(workload -> {
            List<JsonNode> constraints = template(workload)
                    .at("/spec/topologySpreadConstraints")
                    .valueStream()
                    .toList();
            assertThat(constraints).as(workload.reference()).hasSize(replicas(workload) > 1 ? 1 : 0);
            assertThat(constraints).allSatisfy(constraint -> {
                assertThat(constraint.path("topologyKey").asString("")).isEqualTo("kubernetes.io/hostname");
                assertThat(constraint.path("labelSelector").path("matchLabels"))
                        .as("its own pods")
                        .isEqualTo(workload.json().at("/spec/selector/matchLabels"));
            });
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_Deployment_that_has_several_is_replaced_without_a_gap(ShippedProfile profile) {
        assertThat(workloads(profile.render(Map.of())))
                .filteredOn(workload -> workload.kind().equals("Deployment") && replicas(workload) > 1)
                .allSatisfy(workload -> {
                    JsonNode rolling = workload.json().at("/spec/strategy/rollingUpdate");
                    assertThat(rolling.path("maxUnavailable").asInt(-1)).isZero();
                    assertThat(rolling.path("maxSurge").asInt(-1)).isEqualTo(1);
                });
    }

    /** The API does so by itself, and nobody asks the worker; the others sleep first, and have most of their grace left then. */
    @Test
    void a_server_stays_until_everybody_knows_that_it_goes() {
        Rendered rendered = ShippedProfile.PRODUCTION.render(Map.of());
        Map<String, Integer> sleeps = new TreeMap<>();
        for (RenderedObject workload : workloads(rendered)) {
            JsonNode pod = template(workload).path("spec");
            pod.path("containers").forEach(container -> {
                int sleep = container.at("/lifecycle/preStop/sleep/seconds").asInt(0);
                if (sleep > 0) {
                    sleeps.put(workload.name(), sleep);
                    assertThat(pod.path("terminationGracePeriodSeconds").asInt(30))
                            .as(workload.reference())
                            .isGreaterThanOrEqualTo(3 * sleep);
                }
            });
        }

        assertThat(sleeps)
                .isEqualTo(Map.of("web-mlflow-server", 10, "web-feast-server", 10, "web-airflow-webserver", 10));
    }

    private static List<RenderedObject> workloads(Rendered rendered) {
        return rendered.objects().stream()
                .filter(object ->
                        Set.of("Deployment", "StatefulSet", "DaemonSet").contains(object.kind()))
                .toList();
    }

    private static List<JsonNode> budgets(Rendered rendered) {
        return rendered.objects().stream()
                .filter(object -> object.kind().equals("PodDisruptionBudget"))
                .map(RenderedObject::json)
                .toList();
    }

    /** By name, what it says. */
    private static Map<String, String> numbers(Rendered rendered) {
        Map<String, String> numbers = new TreeMap<>();
        budgets(rendered).forEach(budget -> {
            JsonNode spec = budget.path("spec");
            String limit = spec.has("minAvailable") ? "minAvailable" : "maxUnavailable";
            numbers.put(
                    budget.path("metadata").path("name").asString(""),
                    limit + ": " + spec.path(limit).asInt());
        });
        return numbers;
    }

    private static List<JsonNode> budgetsOf(RenderedObject object, Rendered rendered) {
        JsonNode labels = template(object).path("metadata").path("labels");
        return budgets(rendered).stream()
                .filter(budget -> budget.at("/spec/selector/matchLabels")
                        .propertyStream()
                        .allMatch(label -> label.getValue().equals(labels.path(label.getKey()))))
                .toList();
    }

    private static JsonNode template(RenderedObject object) {
        return object.kind().equals("Pod") ? object.json() : object.json().at("/spec/template");
    }

    private static int replicas(RenderedObject workload) {
        return workload.json().path("spec").path("replicas").asInt(1);
    }

    /** Of so many healthy pods. */
    private static int mayBeAway(JsonNode budget, int replicas) {
        JsonNode spec = budget.path("spec");
        assertThat(spec.has("minAvailable") ^ spec.has("maxUnavailable"))
                .as("one of the two")
                .isTrue();
        return spec.has("minAvailable")
                ? replicas - spec.path("minAvailable").asInt()
                : spec.path("maxUnavailable").asInt();
    }
}
