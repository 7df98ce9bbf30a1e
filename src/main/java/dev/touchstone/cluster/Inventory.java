package dev.touchstone.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a cluster holds that would change how the next test goes: everything that belongs to no namespace, and what lies in
 * the namespace {@code default}. A kept cluster is clean when it holds what it held when it was new. The namespaces of
 * scenarios do not count: a scenario that was kept is upgraded in place by its next run, and others do not see it.
 *
 * @param entries lines such as {@code namespaces/default}
 */
record Inventory(Set<String> entries) {

    private static final String NAMESPACE = "kube-system";
    private static final String NAME = "touchstone-inventory";

    private static final List<ResourceDefinitionContext> CLUSTER_SCOPED = List.of(
            kind("", "v1", "Namespace", "namespaces", false),
            kind("", "v1", "PersistentVolume", "persistentvolumes", false),
            kind("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", false),
            kind(
                    "admissionregistration.k8s.io",
                    "v1",
                    "ValidatingWebhookConfiguration",
                    "validatingwebhookconfigurations",
                    false),
            kind(
                    "admissionregistration.k8s.io",
                    "v1",
                    "MutatingWebhookConfiguration",
                    "mutatingwebhookconfigurations",
                    false),
            kind(
                    "admissionregistration.k8s.io",
                    "v1",
                    "ValidatingAdmissionPolicy",
                    "validatingadmissionpolicies",
                    false),
            kind(
                    "admissionregistration.k8s.io",
                    "v1",
                    "ValidatingAdmissionPolicyBinding",
                    "validatingadmissionpolicybindings",
                    false),
            kind("networking.k8s.io", "v1", "IngressClass", "ingressclasses", false),
            kind("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", false),
            kind("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings", false),
            kind("storage.k8s.io", "v1", "StorageClass", "storageclasses", false),
            kind("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses", false));

    private static final List<ResourceDefinitionContext> IN_DEFAULT = List.of(
            kind("", "v1", "Pod", "pods", true),
            kind("", "v1", "Service", "services", true),
            kind("", "v1", "ConfigMap", "configmaps", true),
            kind("", "v1", "Secret", "secrets", true),
            kind("", "v1", "ServiceAccount", "serviceaccounts", true),
            kind("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true),
            kind("apps", "v1", "Deployment", "deployments", true),
            kind("apps", "v1", "StatefulSet", "statefulsets", true),
            kind("apps", "v1", "DaemonSet", "daemonsets", true),
            kind("batch", "v1", "Job", "jobs", true),
            kind("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true),
            kind("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true),
            kind("rbac.authorization.k8s.io", "v1", "Role", "roles", true),
            kind("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", true));

    static Inventory of(KubernetesClient client) {
        Set<String> entries = new TreeSet<>();
        for (ResourceDefinitionContext kind : CLUSTER_SCOPED) {
            client.genericKubernetesResources(kind).list().getItems().stream()
                    .filter(item -> !item.getMetadata().getLabels().containsKey(Labels.SCENARIO))
                    .forEach(item -> entries.add(
                            kind.getPlural() + "/" + item.getMetadata().getName()));
        }
        for (ResourceDefinitionContext kind : IN_DEFAULT) {
            client.genericKubernetesResources(kind)
                    .inNamespace("default")
                    .list()
                    .getItems()
                    .forEach(item -> entries.add("default/" + kind.getPlural() + "/"
                            + item.getMetadata().getName()));
        }
        return new Inventory(entries);
    }

    /** Write it into the cluster, which is new. */
    void save(KubernetesClient client) {
        client.configMaps()
                .inNamespace(NAMESPACE)
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .endMetadata()
                        .addToData("entries", String.join("\n", entries))
                        .build())
                .create();
    }

    /** What is there now and was not when the cluster was new, or the other way round; empty for a clean cluster. */
    static Set<String> differences(KubernetesClient client) {
        ConfigMap saved =
                client.configMaps().inNamespace(NAMESPACE).withName(NAME).get();
        Set<String> then = saved == null
                ? Set.of("an inventory of the time when it was new")
                : Arrays.stream(saved.getData().getOrDefault("entries", "").split("\n"))
                        .collect(Collectors.toSet());
        Set<String> now = of(client).entries();
        Set<String> differences = new TreeSet<>();
        now.stream()
                .filter(entry -> !then.contains(entry))
                .map(entry -> "+" + entry)
                .forEach(differences::add);
        then.stream()
                .filter(entry -> !now.contains(entry))
                .map(entry -> "-" + entry)
                .forEach(differences::add);
        return differences;
    }

    private static ResourceDefinitionContext kind(
            String group, String version, String kind, String plural, boolean namespaced) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }
}
