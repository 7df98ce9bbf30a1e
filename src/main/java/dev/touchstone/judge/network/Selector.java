package dev.touchstone.judge.network;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Label selectors: all that is asked for must hold, so that one that asks for nothing matches everything. */
public final class Selector {

    private Selector() {}

    /**
     * Whether the labels are as asked for.
     *
     * @param selector absent for one that asks for nothing; where absence means something else, the caller has to see
     *     to it
     */
    public static boolean matches(@Nullable LabelSelector selector, Map<String, String> labels) {
        if (selector == null) {
            return true;
        }
        @Nullable Map<String, String> wanted = selector.getMatchLabels();
        return (wanted == null || labels.entrySet().containsAll(wanted.entrySet()))
                && (selector.getMatchExpressions() == null
                        || selector.getMatchExpressions().stream().allMatch(asked -> holds(asked, labels)));
    }

    private static boolean holds(LabelSelectorRequirement asked, Map<String, String> labels) {
        @Nullable String value = labels.get(asked.getKey());
        return switch (asked.getOperator()) {
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "In" -> value != null && asked.getValues().contains(value);
            case "NotIn" -> value == null || !asked.getValues().contains(value);
            default ->
                throw new IllegalArgumentException(
                        "label selectors know In, NotIn, Exists and DoesNotExist, found " + asked.getOperator());
        };
    }
}
