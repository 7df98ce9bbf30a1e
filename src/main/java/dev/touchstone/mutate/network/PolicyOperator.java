package dev.touchstone.mutate.network;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One way to weaken a network policy.
 *
 * @param name such as {@code selector-of-nothing}
 * @param spellings how it can be written into a policy, best first: the first that can be seen is taken. None where the policy has
 *     nothing of the kind; an empty one deletes it
 */
record PolicyOperator(String name, Function<NetworkPolicy, List<Optional<NetworkPolicy>>> spellings) {

    List<PolicyMutant> of(NetworkPolicy policy) {
        return spellings.apply(policy).stream()
                .map(weakened -> new PolicyMutant(name, policy, weakened, List.of()))
                .toList();
    }
}
