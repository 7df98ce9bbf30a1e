package dev.touchstone.junit;

import dev.touchstone.mutate.network.PolicyMutant;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A release's policies as they are on the cluster. Whatever is done to them, they are put back as they were. */
final class InstalledPolicies implements AutoCloseable {

    private final KubernetesClient client;
    private final List<NetworkPolicy> originals;
    private final List<NetworkPolicy> touched = new ArrayList<>();

    private InstalledPolicies(KubernetesClient client, List<NetworkPolicy> originals) {
        this.client = client;
        this.originals = originals;
    }

    /** Those of these names; another's in the same namespace are left alone. */
    static InstalledPolicies of(KubernetesClient client, String namespace, Set<String> names) {
        return new InstalledPolicies(
                client,
                client.network().v1().networkPolicies().inNamespace(namespace).list().getItems().stream()
                        .filter(policy -> names.contains(policy.getMetadata().getName()))
                        .map(WithoutHistory::of)
                        .toList());
    }

    List<NetworkPolicy> all() {
        return originals;
    }

    void weaken(Collection<PolicyMutant> mutants) {
        for (PolicyMutant mutant : mutants) {
            touched.add(mutant.original());
            mutant.weakened()
                    .ifPresentOrElse(
                            weakened -> client.resource(weakened).update(),
                            () -> client.resource(mutant.original()).delete());
        }
    }

    // One that cannot be put back must not keep the others.
    @SuppressWarnings("IllegalCatch")
    void restore() {
        Optional<RuntimeException> first = Optional.empty();
        for (NetworkPolicy original : List.copyOf(touched)) {
            try {
                client.resource(original).createOr(NonDeletingOperation::update);
                touched.remove(original);
            } catch (RuntimeException e) {
                e.addSuppressed(new IllegalStateException(
                        "network policy %s is weakened, and could not be put back: install the chart again"
                                .formatted(original.getMetadata().getName())));
                first = first.or(() -> Optional.of(e));
            }
        }
        if (first.isPresent()) {
            throw first.get();
        }
    }

    @Override
    public void close() {
        restore();
    }
}
