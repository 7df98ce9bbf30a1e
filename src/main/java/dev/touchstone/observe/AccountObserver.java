package dev.touchstone.observe;

import dev.touchstone.cluster.AuditTrail;
import dev.touchstone.cluster.Cluster;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at what the service accounts of a namespace may do, and at what they have done. */
public final class AccountObserver {

    private final Cluster cluster;
    private final KubernetesClient client;
    private final String namespace;

    public AccountObserver(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.namespace = namespace;
    }

    /**
     * Look at what there is and was.
     *
     * @param accounts names of those that are looked at
     */
    public List<AccountFacts> look(List<String> accounts) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        // A namespace of the same name may have been there before, on a cluster that was kept.
        Instant since = Instant.parse(
                client.namespaces().withName(namespace).require().getMetadata().getCreationTimestamp());
        Optional<List<AuditEvent>> events = AuditTrail.of(cluster, namespace)
                .map(lines -> lines.stream()
                        .map(AuditEvent::of)
                        .filter(event -> !event.time().isBefore(since))
                        .toList());
        return accounts.stream().map(account -> facts(account, events)).toList();
    }

    private AccountFacts facts(String account, Optional<List<AuditEvent>> events) {
        String user = "system:serviceaccount:%s:%s".formatted(namespace, account);
        List<AuditEvent> own = events.stream()
                .flatMap(List::stream)
                .filter(event -> event.user().equals(user))
                .toList();
        return new AccountFacts(
                "serviceaccount/" + account,
                granted(account),
                rights(own.stream().filter(event -> !event.refused())),
                rights(own.stream().filter(AuditEvent::refused)),
                events.isPresent() ? "" : "the audit log of this cluster's API server cannot be read from here");
    }

    private static List<Right> rights(Stream<AuditEvent> events) {
        return events.map(AuditEvent::right).distinct().toList();
    }

    private List<Right> granted(String account) {
        Stream<RoleRef> inNamespace = client.rbac().roleBindings().inNamespace(namespace).list().getItems().stream()
                .filter(binding -> names(binding.getSubjects(), account))
                .map(RoleBinding::getRoleRef);
        Stream<RoleRef> everywhere = client.rbac().clusterRoleBindings().list().getItems().stream()
                .filter(binding -> names(binding.getSubjects(), account))
                .map(ClusterRoleBinding::getRoleRef);
        return Stream.concat(inNamespace, everywhere)
                .flatMap(reference -> rights(rules(reference)).stream())
                .distinct()
                .toList();
    }

    private boolean names(List<io.fabric8.kubernetes.api.model.rbac.Subject> subjects, String account) {
        return subjects.stream()
                .anyMatch(subject -> subject.getKind().equals("ServiceAccount")
                        && subject.getName().equals(account)
                        && namespace.equals(subject.getNamespace()));
    }

    /** Of a role; none when a binding names one that is not there. */
    private List<PolicyRule> rules(RoleRef reference) {
        Optional<List<PolicyRule>> rules = reference.getKind().equals("ClusterRole")
                ? Optional.ofNullable(client.rbac()
                                .clusterRoles()
                                .withName(reference.getName())
                                .get())
                        .map(ClusterRole::getRules)
                : Optional.ofNullable(client.rbac()
                                .roles()
                                .inNamespace(namespace)
                                .withName(reference.getName())
                                .get())
                        .map(Role::getRules);
        return rules.orElse(List.of());
    }

    private static List<Right> rights(List<PolicyRule> rules) {
        List<Right> rights = new ArrayList<>();
        for (PolicyRule rule : rules) {
            for (String verb : rule.getVerbs()) {
                for (String group : rule.getApiGroups()) {
                    for (String resource : rule.getResources()) {
                        rights.add(new Right(group, resource, verb, rule.getResourceNames()));
                    }
                }
                rule.getNonResourceURLs().forEach(url -> rights.add(new Right("", url, verb, List.of())));
            }
        }
        return rights;
    }
}
