package dev.touchstone.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobFileTest {

    @Test
    void a_variable_is_replaced_in_its_place_because_others_refer_to_it_and_a_new_one_comes_last() {
        List<EnvVar> declared = List.of(
                new EnvVar("RELEASE", "spark-sa", null), new EnvVar("URL", "http://$(RELEASE)-minio:9000", null));

        List<EnvVar> replaced = JobFile.replaced(declared, Map.of("RELEASE", "maestro", "BUCKET", "data"));

        assertThat(replaced)
                .extracting(EnvVar::getName, EnvVar::getValue)
                .containsExactly(
                        tuple("RELEASE", "maestro"),
                        tuple("URL", "http://$(RELEASE)-minio:9000"),
                        tuple("BUCKET", "data"));
    }

    @Test
    void a_role_is_bound_to_the_service_account_of_the_namespace_in_which_the_step_is_tried() {
        RoleBinding binding = new RoleBindingBuilder()
                .addNewSubject()
                .withKind("ServiceAccount")
                .withName("own")
                .endSubject()
                .addNewSubject()
                .withKind("ServiceAccount")
                .withName("other")
                .withNamespace("elsewhere")
                .endSubject()
                .build();

        assertThat(JobFile.bound(binding, "here").getSubjects())
                .extracting(Subject::getName, Subject::getNamespace)
                .containsExactly(tuple("own", "here"), tuple("other", "elsewhere"));
    }
}
