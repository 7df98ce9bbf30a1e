package dev.touchstone.observe;

import java.util.List;

/**
 * A right by RBAC: one verb on one kind of resource.
 *
 * @param group the API group; empty for the core one, {@code *} for all
 * @param resource in the plural, with its subresource: {@code pods/log}; a path for what is no resource
 * @param verb as the API server knows it: {@code get}, {@code list}, {@code watch}, {@code create} …
 * @param names of the objects that it is limited to; none for all of them
 */
public record Right(String group, String resource, String verb, List<String> names) {

    public Right {
        names = List.copyOf(names);
    }

    /** For people: {@code get pods/log}, {@code update secrets maestro-cert}, {@code patch jobs.batch}. */
    public String words() {
        return "%s %s%s%s"
                .formatted(
                        verb,
                        resource,
                        group.isEmpty() ? "" : "." + group,
                        names.isEmpty() ? "" : " " + String.join(",", names));
    }
}
