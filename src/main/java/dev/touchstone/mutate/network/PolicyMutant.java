package dev.touchstone.mutate.network;

import dev.touchstone.observe.Cell;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Optional;

/**
 * One network policy with one weakness.
 *
 * @param operator the way in which it is weak
 * @param original as it is installed
 * @param weakened empty where it is deleted
 * @param shows cells that were green, and of which the policies say something else with it; empty where there is none
 */
public record PolicyMutant(
        String operator, NetworkPolicy original, Optional<NetworkPolicy> weakened, List<Cell> shows) {

    public PolicyMutant {
        shows = List.copyOf(shows);
    }

    /** The policy's name. */
    public String policy() {
        return original.getMetadata().getName();
    }

    /** Such as {@code selector-of-nothing of networkpolicy/database}. */
    public String name() {
        return "%s of networkpolicy/%s".formatted(operator, policy());
    }

    PolicyMutant shownBy(List<Cell> cells) {
        return new PolicyMutant(operator, original, weakened, cells);
    }
}
