package dev.touchstone.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MutantsTest {

    private final Mutants mutants = Sound.mutants();

    @Test
    void every_mutant_differs_from_what_it_was_made_from_and_leaves_that_alone() {
        JsonNode before = Sound.template().spec().deepCopy();

        List<Mutant> all = mutants.forAdmission(Sound.RENDERED.podTemplates());

        assertThat(all)
                .hasSizeGreaterThan(100)
                .allSatisfy(mutant -> assertThat(mutant.weakened().spec())
                        .as(mutant.name())
                        .isNotEqualTo(mutants.sound(Sound.template()).spec())
                        .isNotEqualTo(before));
        assertThat(Sound.template().spec()).isEqualTo(before);
    }

    @Test
    void no_two_mutants_are_the_same() {
        List<Mutant> all = mutants.forAdmission(Sound.RENDERED.podTemplates());

        assertThat(all.stream().map(Mutant::name)).doesNotHaveDuplicates();
        assertThat(all.stream().map(mutant -> mutant.weakened().spec())).doesNotHaveDuplicates();
    }

    @Test
    void every_kind_of_container_is_weakened_also_where_the_pod_has_none() {
        Set<Site> sites = mutants.forAdmission(Sound.RENDERED.podTemplates()).stream()
                .map(Mutant::site)
                .collect(Collectors.toSet());

        assertThat(sites).containsExactlyInAnyOrder(Site.POD, Site.MAIN, Site.INIT, Site.SIDECAR);
        assertThat(mutants.forEphemeral(Sound.template()))
                .isNotEmpty()
                .allSatisfy(mutant -> assertThat(mutant.weakened().spec().path("ephemeralContainers"))
                        .hasSize(1));
    }

    @Test
    void what_is_weakened_while_it_runs_is_what_the_chart_itself_has() {
        List<Mutant> all = mutants.forRuntime(Sound.RENDERED.podTemplates());

        assertThat(all).extracting(Mutant::site).containsOnly(Site.POD, Site.MAIN);
        assertThat(all).extracting(Mutant::container).containsOnly("main", "helper", "probe");
    }

    @Test
    void a_container_that_is_put_into_a_pod_is_hardened_in_every_field() {
        JsonNode context = mutants.sound(Sound.template())
                .spec()
                .path("initContainers")
                .path(0)
                .path("securityContext");

        assertThat(context.toString())
                .contains(
                        "\"runAsNonRoot\":true",
                        "\"allowPrivilegeEscalation\":false",
                        "\"readOnlyRootFilesystem\":true",
                        "[\"ALL\"]",
                        "RuntimeDefault");
    }

    @Test
    void every_check_of_running_containers_has_a_mutant() {
        assertThat(mutants.forRuntime(Sound.RENDERED.podTemplates()).stream()
                        .map(mutant ->
                                mutant.operator().sighting().orElseThrow().notices())
                        .map(check -> check.id())
                        .distinct())
                .contains(
                        "non-root",
                        "no-new-privileges",
                        "read-only-root",
                        "capabilities-dropped",
                        "declared-writes-only",
                        "seccomp",
                        "resources",
                        "no-host-namespaces",
                        "no-host-paths",
                        "no-token",
                        "no-undeclared-listeners",
                        "no-setuid",
                        "image-digest");
    }
}
