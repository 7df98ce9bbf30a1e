package dev.touchstone.mutate;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Ways to weaken a PodDisruptionBudget, and to make it too strong. */
public final class BudgetOperators {

    private static final List<BudgetOperator> ALL = List.of(
            new BudgetOperator("budget-deleted", budget -> List.of(), "found none"),
            new BudgetOperator("budget-of-nothing", budget -> List.of(ofNothing(budget)), "found none"),
            new BudgetOperator("budget-that-keeps-all", budget -> List.of(keepingAll(budget)), "a drain deadlocks"),
            new BudgetOperator(
                    "second-budget", budget -> List.of(budget, again(budget)), "so that nothing can be evicted: 500"));

    private BudgetOperators() {}

    /**
     * One way.
     *
     * @param name of it
     * @param weaken what there is in place of a budget
     * @param words that the right check must say of it
     */
    public record BudgetOperator(
            String name, Function<PodDisruptionBudget, List<PodDisruptionBudget>> weaken, String words) {}

    /** All of them. */
    public static List<BudgetOperator> all() {
        return ALL;
    }

    private static PodDisruptionBudget ofNothing(PodDisruptionBudget budget) {
        return new PodDisruptionBudgetBuilder(budget)
                .editSpec()
                .editOrNewSelector()
                .withMatchLabels(Map.of("touchstone.dev/nobody", "is-called-so"))
                .endSelector()
                .endSpec()
                .build();
    }

    private static PodDisruptionBudget keepingAll(PodDisruptionBudget budget) {
        return new PodDisruptionBudgetBuilder(budget)
                .editSpec()
                .withMaxUnavailable(null)
                .withMinAvailable(new IntOrString(budget.getStatus().getExpectedPods()))
                .endSpec()
                .build();
    }

    private static PodDisruptionBudget again(PodDisruptionBudget budget) {
        return new PodDisruptionBudgetBuilder(budget)
                .editMetadata()
                .withName(budget.getMetadata().getName() + "-again")
                .endMetadata()
                .build();
    }
}
