package dev.touchstone.chart;

import dev.touchstone.cluster.Await;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Resource;
import dev.touchstone.cluster.State;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Plays OpenShift's SCC {@code restricted-v2} on any cluster that knows MutatingAdmissionPolicy (KEP-3962: beta in Kubernetes
 * 1.34): in a namespace that is marked so, admission fills in users and groups from the namespace's range, and refuses others.
 * SELinux labels, and the passwd entry that OpenShift's runtime adds, are not played.
 */
public final class RestrictedV2 implements AutoCloseable {

    private static final Map<String, String> MARK = Map.of("touchstone.dev/scc", "restricted-v2");
    private static final String POLICIES = "mutatingadmissionpolicies";

    private final Cluster cluster;
    private final KubernetesClient client;

    private RestrictedV2(Cluster cluster) {
        this.cluster = cluster;
        this.client = cluster.client();
    }

    /**
     * Put the policies on a cluster; where they are already, they are as before.
     *
     * @throws ChartException when the cluster does not know such policies
     */
    public static RestrictedV2 on(Cluster cluster) {
        KubernetesClient client = cluster.client();
        boolean known = client.getApiGroups().getGroups().stream()
                .filter(group -> group.getName().equals("admissionregistration.k8s.io"))
                .flatMap(group -> group.getVersions().stream())
                .filter(version -> version.getVersion().equals("v1beta1"))
                .flatMap(version -> client.getApiResources(version.getGroupVersion()).getResources().stream())
                .anyMatch(resource -> resource.getName().equals(POLICIES));
        if (!known) {
            throw new ChartException(
                    "this cluster serves no %s (admissionregistration.k8s.io/v1beta1), by which OpenShift's restricted-v2 is played: take Kubernetes 1.34 or newer, with the feature gate MutatingAdmissionPolicy on"
                            .formatted(POLICIES),
                    null);
        }
        objects(client)
                .forEach(object -> client.resource(object).forceConflicts().serverSideApply());
        return new RestrictedV2(cluster);
    }

    private static List<HasMetadata> objects(KubernetesClient client) {
        byte[] yaml = Resource.read(RestrictedV2.class, "restricted-v2.yaml").getBytes(StandardCharsets.UTF_8);
        return client.load(new ByteArrayInputStream(yaml)).items();
    }

    /**
     * Make a namespace with a range of user IDs, and wait until admission keeps it.
     *
     * @param first user ID that a pod gets which names none; its fsGroup too
     * @param size how many user IDs the namespace has
     */
    public ReleaseNamespace namespace(String name, String scenario, PodSecurity level, long first, long size) {
        Map<String, String> labels = new TreeMap<>(level.labels());
        labels.putAll(MARK);
        String range = first + "/" + size;
        ReleaseNamespace namespace = ReleaseNamespace.make(
                cluster,
                name,
                scenario,
                labels,
                Map.of("openshift.io/sa.scc.uid-range", range, "openshift.io/sa.scc.supplemental-groups", range));
        Await.that("admission keeps the range " + range + " in namespace " + name)
                .whileAlive(cluster::requireAlive)
                .until(() -> {
                    List<AdmissionTrial> trials = trials(name, first, size);
                    return State.of(
                            trials.stream().allMatch(trial -> trial.passed() == trial.mustPass()), trials.toString());
                });
        return namespace;
    }

    /** Try pods inside and outside of the namespace's range, by dry runs. */
    public List<AdmissionTrial> trials(String namespace, long first, long size) {
        return List.of(
                trial(namespace, "a pod that names no user", true, new PodSecurityContext()),
                trial(
                        namespace,
                        "a pod with user %d".formatted(first + size - 1),
                        true,
                        new PodSecurityContextBuilder()
                                .withRunAsUser(first + size - 1)
                                .build()),
                trial(
                        namespace,
                        "a pod with user %d".formatted(first - 1),
                        false,
                        new PodSecurityContextBuilder().withRunAsUser(first - 1).build()),
                trial(
                        namespace,
                        "a pod with fsGroup %d".formatted(first + size),
                        false,
                        new PodSecurityContextBuilder()
                                .withFsGroup(first + size)
                                .build()));
    }

    private AdmissionTrial trial(String namespace, String what, boolean mustPass, PodSecurityContext context) {
        context.setRunAsNonRoot(true);
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withGenerateName("touchstone-dry-run-")
                .endMetadata()
                .withNewSpec()
                .withSecurityContext(context)
                .addNewContainer()
                .withName("main")
                .withImage("none")
                .endContainer()
                .endSpec()
                .build();
        try {
            PodSecurityContext given = client.pods()
                    .inNamespace(namespace)
                    .resource(pod)
                    .dryRun(true)
                    .create()
                    .getSpec()
                    .getSecurityContext();
            return new AdmissionTrial(
                    what,
                    mustPass,
                    true,
                    "given user %s, group %s, fsGroup %s"
                            .formatted(given.getRunAsUser(), given.getRunAsGroup(), given.getFsGroup()));
        } catch (KubernetesClientException refused) {
            return new AdmissionTrial(what, mustPass, false, String.valueOf(refused.getMessage()));
        }
    }

    /** Take the policies away again. */
    @Override
    public void close() {
        objects(client).forEach(object -> client.resource(object).delete());
    }
}
