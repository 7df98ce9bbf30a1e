package dev.touchstone.observe;

import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Looks at the PodDisruptionBudgets of a namespace. */
final class BudgetObserver {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final KubernetesClient client;
    private final String namespace;

    BudgetObserver(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** All of them, by name. */
    List<Budget> look() {
        return client.policy().v1().podDisruptionBudget().inNamespace(namespace).list().getItems().stream()
                .sorted(Comparator.comparing(budget -> budget.getMetadata().getName()))
                .map(BudgetObserver::budget)
                .toList();
    }

    private static Budget budget(PodDisruptionBudget budget) {
        PodDisruptionBudgetStatus status =
                Optional.ofNullable(budget.getStatus()).orElseGet(PodDisruptionBudgetStatus::new);
        return new Budget(
                budget.getMetadata().getName(),
                JSON.readTree(Serialization.asJson(budget.getSpec())),
                number(status.getExpectedPods()),
                number(status.getCurrentHealthy()),
                number(status.getDesiredHealthy()),
                number(status.getDisruptionsAllowed()),
                Objects.equals(
                        status.getObservedGeneration(), budget.getMetadata().getGeneration()));
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
