package dev.touchstone.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.Rendered;
import dev.touchstone.judge.CheckId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BatchesTest {

    @Test
    void hold_every_mutant_once() {
        List<Mutant> all = Sound.mutants().forRuntime(Sound.RENDERED.podTemplates());

        assertThat(Batches.of(all).stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(Batches.of(all)).hasSizeLessThan(all.size() / 3);
    }

    @Test
    void never_turn_one_check_of_a_container_red_by_two_mutants() {
        for (List<Mutant> batch : Batches.of(Sound.mutants().forRuntime(Sound.RENDERED.podTemplates()))) {
            Set<String> taken = new HashSet<>();
            for (Mutant mutant : batch) {
                for (CheckId check : mutant.operator().sighting().orElseThrow().reds()) {
                    for (String container :
                            mutant.site() == Site.POD ? List.of("main", "helper") : List.of(mutant.container())) {
                        assertThat(taken.add(container + check))
                                .as(mutant.name())
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void weaken_what_they_hold_and_nothing_else() {
        Mutant writable = Sound.runtime("writable-root", "main");
        Mutant allowed = Sound.runtime("privilege-escalation-allowed", "helper");

        Rendered weakened = Batches.weakened(Sound.RENDERED, List.of(writable, allowed));

        JsonNode deployment = weakened.objects().get(0).json();
        JsonNode containers = deployment.at("/spec/template/spec/containers");
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(containers.at("/0/securityContext/readOnlyRootFilesystem").asBoolean())
                .isFalse();
        assertThat(containers.at("/0/securityContext/allowPrivilegeEscalation").asBoolean())
                .isFalse();
        assertThat(containers.at("/1/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(containers.at("/1/securityContext/allowPrivilegeEscalation").asBoolean())
                .isTrue();
        assertThat(Sound.template()
                        .container("main")
                        .at("/securityContext/readOnlyRootFilesystem")
                        .asBoolean())
                .isTrue();
    }
}
