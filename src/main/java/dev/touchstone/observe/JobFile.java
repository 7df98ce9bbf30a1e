package dev.touchstone.observe;

import dev.touchstone.scenario.Action;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the objects of a functional step, and makes them the step's own. */
final class JobFile {

    private final KubernetesClient client;
    private final String namespace;

    /** @param namespace in which the step is tried */
    JobFile(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * Read a step's file.
     *
     * @throws ObservationException when it cannot be read, or holds another number of Jobs than one
     */
    List<HasMetadata> objects(Action.RunJob step) {
        List<HasMetadata> objects;
        try {
            byte[] yaml = Files.readAllBytes(step.file());
            objects = client.load(new ByteArrayInputStream(yaml)).items().stream()
                    .map(object -> own(object, step.env()))
                    .toList();
        } catch (IOException e) {
            throw new ObservationException("%s cannot be read: %s".formatted(step.file(), e), e);
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw new ObservationException(
                    "%s is no list of Kubernetes objects: %s".formatted(step.file(), e.getMessage()), e);
        }
        long jobs = objects.stream().filter(Job.class::isInstance).count();
        if (jobs != 1) {
            throw new ObservationException("%s holds %d Jobs, expected exactly one".formatted(step.file(), jobs), null);
        }
        return objects;
    }

    private HasMetadata own(HasMetadata object, Map<String, String> env) {
        if (object instanceof Job job) {
            return prepared(job, env);
        }
        return object instanceof RoleBinding binding ? bound(binding, namespace) : object;
    }

    /** A service account without a namespace is one of the step's own: no file can know in which namespace it will be tried. */
    static RoleBinding bound(RoleBinding binding, String namespace) {
        return new RoleBindingBuilder(binding)
                .withSubjects(binding.getSubjects().stream()
                        .map(subject -> subject.getKind().equals("ServiceAccount") && subject.getNamespace() == null
                                ? new SubjectBuilder(subject)
                                        .withNamespace(namespace)
                                        .build()
                                : subject)
                        .toList())
                .build();
    }

    private static Job prepared(Job job, Map<String, String> env) {
        List<Container> containers = job.getSpec().getTemplate().getSpec().getContainers().stream()
                .map(container -> new ContainerBuilder(container)
                        .withEnv(replaced(container.getEnv(), env))
                        .build())
                .toList();
        return new JobBuilder(job)
                .editSpec()
                .editTemplate()
                .editOrNewMetadata()
                .addToLabels(StepRunner.LABEL, "job")
                .endMetadata()
                .editSpec()
                .withContainers(containers)
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** In their places, because a variable may refer to those before it. */
    static List<EnvVar> replaced(List<EnvVar> declared, Map<String, String> env) {
        Map<String, EnvVar> result = new LinkedHashMap<>();
        declared.forEach(variable -> result.put(variable.getName(), variable));
        env.forEach((name, value) -> result.put(
                name, new EnvVarBuilder().withName(name).withValue(value).build()));
        return List.copyOf(result.values());
    }
}
