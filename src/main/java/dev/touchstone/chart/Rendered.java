package dev.touchstone.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a chart comes to with its values.
 *
 * @param manifest YAML documents, hooks and tests included
 * @param objects the same, read, in the order of the manifest
 */
public record Rendered(String manifest, List<RenderedObject> objects) {

    /** What Helm's annotation {@code helm.sh/hook} is called in a render, in which hooks are ordinary objects. */
    public static final String HOOK = HookedCopy.ANNOTATION;

    public Rendered {
        objects = List.copyOf(objects);
    }

    /**
     * Read YAML documents.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Rendered of(String manifest) {
        List<RenderedObject> objects = new ArrayList<>();
        // Each document by itself, because only the text says which template it comes from.
        for (String document : manifest.split("(?m)^---\\s*$", -1)) {
            ManifestYaml.documents(document).forEach(node -> add(node, sourceOf(document), objects));
        }
        return new Rendered(manifest, objects);
    }

    // Helm and kubectl take a list for the objects in it.
    private static void add(JsonNode node, String source, List<RenderedObject> objects) {
        if (node.path("kind").asString("").endsWith("List")
                && node.path("items").isArray()) {
            node.path("items").forEach(item -> add(item, source, objects));
        } else if (node.path("kind").isString()) {
            objects.add(new RenderedObject(node, source));
        }
    }

    /** Every pod template: of workloads, hooks and tests. */
    public List<PodTemplate> podTemplates() {
        return objects.stream()
                .flatMap(object -> PodTemplate.of(object).stream())
                .toList();
    }

    /** Whether {@code helm test} would have anything to run. */
    public boolean hasTests() {
        return objects.stream().anyMatch(object -> object.role() == RenderedObject.Role.TEST);
    }

    /** Every workload that must have pods, as kubectl writes it. */
    public List<String> workloads() {
        return podTemplates().stream()
                .filter(PodTemplate::makesPods)
                .map(PodTemplate::workload)
                .distinct()
                .toList();
    }

    /**
     * The same with its pods changed.
     *
     * @param change is given each pod template, and a copy of it to change in place: an object with {@code metadata} and {@code spec}
     */
    public Rendered withPods(BiConsumer<PodTemplate, ObjectNode> change) {
        return new Rendered(
                manifest,
                objects.stream()
                        .map(object -> {
                            RenderedObject copy =
                                    new RenderedObject(object.json().deepCopy(), object.source());
                            PodTemplate.of(copy)
                                    .forEach(template -> change.accept(
                                            template, (ObjectNode) copy.json().at(template.path())));
                            return copy;
                        })
                        .toList());
    }

    /**
     * Every NetworkPolicy, each with its namespace.
     *
     * @param release the namespace of those that name none, as most charts leave it to Helm
     */
    public List<JsonNode> networkPolicies(String release) {
        return ofKind("NetworkPolicy").stream()
                .map(policy -> {
                    JsonNode copy = policy.deepCopy();
                    if (copy.path("metadata").path("namespace").asString("").isEmpty()) {
                        ((ObjectNode) copy).withObject("/metadata").put("namespace", release);
                    }
                    return copy;
                })
                .toList();
    }

    /** Whether there is any NetworkPolicy. */
    public boolean hasNetworkPolicies() {
        return !ofKind("NetworkPolicy").isEmpty();
    }

    /** Every PodDisruptionBudget. */
    public List<JsonNode> budgets() {
        return ofKind("PodDisruptionBudget");
    }

    private List<JsonNode> ofKind(String kind) {
        return objects.stream()
                .filter(object -> object.kind().equals(kind))
                .map(RenderedObject::json)
                .toList();
    }

    /** Names of the service accounts to which the chart binds roles. */
    public List<String> boundAccounts() {
        return objects.stream()
                .filter(object -> object.kind().endsWith("RoleBinding"))
                .flatMap(binding -> binding.json().path("subjects").valueStream())
                .filter(subject -> subject.path("kind").asString("").equals("ServiceAccount"))
                .map(subject -> subject.path("name").asString(""))
                .distinct()
                .sorted()
                .toList();
    }

    private static String sourceOf(String document) {
        return document.lines()
                .filter(line -> line.startsWith("# Source: "))
                .map(line -> line.substring("# Source: ".length()).strip())
                .findFirst()
                .orElse("");
    }
}
