package dev.touchstone.cluster;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** The rights that an acceptance run needs on a cluster that it did not make, asked for before it starts. */
final class Permissions {

    /**
     * @param group the API group; empty for core
     * @param resource in the plural, with its subresource where there is one
     */
    private record Right(String verb, String group, String resource) {

        @Override
        public String toString() {
            return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
        }
    }

    private static final List<Right> NEEDED = List.of(
            new Right("create", "", "namespaces"),
            new Right("delete", "", "namespaces"),
            new Right("list", "", "nodes"),
            new Right("create", "", "pods"),
            new Right("list", "", "pods"),
            new Right("create", "", "pods/exec"),
            new Right("create", "", "pods/eviction"),
            new Right("get", "", "pods/log"),
            new Right("create", "", "secrets"),
            new Right("create", "", "services"),
            new Right("list", "", "events"),
            new Right("create", "apps", "deployments"),
            new Right("create", "apps", "statefulsets"),
            new Right("create", "batch", "jobs"),
            new Right("create", "networking.k8s.io", "networkpolicies"),
            new Right("create", "policy", "poddisruptionbudgets"));

    private Permissions() {}

    /** The rights that are missing, as {@code kubectl auth can-i} takes them. */
    static List<String> missing(KubernetesClient client) {
        return NEEDED.stream()
                .filter(right -> !isAllowed(client, right))
                .map(Right::toString)
                .toList();
    }

    private static boolean isAllowed(KubernetesClient client, Right right) {
        String[] resource = right.resource().split("/", 2);
        SelfSubjectAccessReview review = client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withVerb(right.verb())
                        .withGroup(right.group())
                        .withResource(resource[0])
                        .withSubresource(resource.length > 1 ? resource[1] : "")
                        .endResourceAttributes()
                        .endSpec()
                        .build());
        return Boolean.TRUE.equals(review.getStatus().getAllowed());
    }
}
