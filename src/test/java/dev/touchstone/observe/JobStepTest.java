package dev.touchstone.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobStepTest {

    @Test
    void a_variable_is_replaced_in_its_place_because_others_refer_to_it_and_a_new_one_comes_last() {
        List<EnvVar> declared = List.of(
                new EnvVar("RELEASE", "spark-sa", null), new EnvVar("URL", "http://$(RELEASE)-minio:9000", null));

        List<EnvVar> replaced = JobStep.replaced(declared, Map.of("RELEASE", "maestro", "BUCKET", "data"));

        assertThat(replaced)
                .extracting(EnvVar::getName, EnvVar::getValue)
                .containsExactly(
                        tuple("RELEASE", "maestro"),
                        tuple("URL", "http://$(RELEASE)-minio:9000"),
                        tuple("BUCKET", "data"));
    }
}
