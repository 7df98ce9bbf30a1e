package dev.touchstone.mutate;

import dev.touchstone.chart.PodTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every mutant of a render, by one closed set of operators; the same render gives the same mutants in the same order. */
public final class Mutants {

    private static final List<Site> BESIDE = List.of(Site.INIT, Site.SIDECAR);

    private final String probeImage;
    private final List<Operator> operators;

    /** @param probeImage of containers that are put into pods which have none of their kind */
    public Mutants(String probeImage) {
        this.probeImage = probeImage;
        this.operators = Stream.of(PodOperators.all(), ContainerOperators.all(), HardeningOperators.all(probeImage))
                .flatMap(List::stream)
                .toList();
    }

    /** Those that the API server must refuse. A pod that has no init container or sidecar is given one. */
    public List<Mutant> forAdmission(List<PodTemplate> templates) {
        return templates.stream()
                .flatMap(template -> Stream.of(Site.POD, Site.MAIN, Site.INIT, Site.SIDECAR)
                        .flatMap(site -> mutants(template, site, true))
                        .filter(mutant -> mutant.operator().refusal().isPresent()))
                .toList();
    }

    /** Those that the API server must refuse to put into the running pods of a workload. */
    public List<Mutant> forEphemeral(PodTemplate template) {
        return mutants(template, Site.EPHEMERAL, true).toList();
    }

    /** What the mutants of a pod are made from: a pod with a hardened container of every kind. The API server must take it. */
    public PodTemplate sound(PodTemplate template) {
        ObjectNode pod = copy(template);
        BESIDE.stream()
                .filter(site -> containers(template, site).isEmpty())
                .forEach(site -> Graft.into(pod, site, probeImage));
        return with(template, pod);
    }

    /** A hardened container that can be put into running pods. The API server must take it. */
    public PodTemplate soundEphemeral(PodTemplate template) {
        ObjectNode pod = copy(template);
        Graft.into(pod, Site.EPHEMERAL, probeImage);
        return with(template, pod);
    }

    /** Those that can be seen in running containers. */
    public List<Mutant> forRuntime(List<PodTemplate> templates) {
        return templates.stream()
                .filter(PodTemplate::makesPods)
                .flatMap(template -> Stream.of(Site.POD, Site.MAIN, Site.SIDECAR)
                        .flatMap(site -> mutants(template, site, false))
                        .filter(mutant -> mutant.operator().sighting().isPresent()))
                .toList();
    }

    private Stream<Mutant> mutants(PodTemplate template, Site site, boolean grafted) {
        List<Operator> of = operators.stream()
                .filter(operator -> operator.sites().contains(site))
                .toList();
        List<String> containers = containers(template, site);
        if (!containers.isEmpty()) {
            return containers.stream()
                    .flatMap(container ->
                            of.stream().map(operator -> mutant(operator, template, site, Optional.of(container))));
        }
        return grafted
                ? of.stream().map(operator -> mutant(operator, template, site, Optional.empty()))
                : Stream.empty();
    }

    private Mutant mutant(Operator operator, PodTemplate template, Site site, Optional<String> container) {
        ObjectNode pod = copy(template);
        String name = container.orElseGet(() -> Graft.into(pod, site, probeImage));
        operator.weaken().accept(new WeakPod(pod, name));
        return new Mutant(operator, template, site, name, with(template, pod));
    }

    /** Of a kind; for the pod as a whole the first, which speaks for it. */
    private static List<String> containers(PodTemplate template, Site site) {
        JsonNode spec = template.spec();
        List<String> names = new ArrayList<>();
        switch (site) {
            case POD -> names.add(spec.path("containers").path(0).path("name").asString(""));
            case MAIN ->
                spec.path("containers")
                        .forEach(each -> names.add(each.path("name").asString("")));
            case INIT, SIDECAR ->
                spec.path("initContainers")
                        .valueStream()
                        .filter(each ->
                                each.path("restartPolicy").asString("").equals("Always") == (site == Site.SIDECAR))
                        .forEach(each -> names.add(each.path("name").asString("")));
            case EPHEMERAL -> {}
        }
        return names;
    }

    private static ObjectNode copy(PodTemplate template) {
        ObjectNode pod = JsonMapper.shared().createObjectNode();
        pod.set("metadata", template.metadata().deepCopy());
        pod.set("spec", template.spec().deepCopy());
        return pod;
    }

    private static PodTemplate with(PodTemplate template, ObjectNode pod) {
        return new PodTemplate(
                template.workload(),
                template.role(),
                template.source(),
                template.path(),
                pod.path("metadata"),
                pod.path("spec"));
    }
}
