package dev.touchstone.observe;

import java.util.List;

/**
 * A service account of the release: what it may do, and what it has done while the release was installed and the functional steps
 * were tried.
 *
 * @param name as kubectl writes it: {@code serviceaccount/maestro-log-agent}
 * @param granted by all Roles and ClusterRoles that are bound to it by its name
 * @param used what it was allowed, each once, with the object's name where one was named
 * @param refused what it was refused (403)
 * @param trouble why it is not known what it has done; empty when it is
 */
public record AccountFacts(String name, List<Right> granted, List<Right> used, List<Right> refused, String trouble) {

    public AccountFacts {
        granted = List.copyOf(granted);
        used = List.copyOf(used);
        refused = List.copyOf(refused);
    }
}
