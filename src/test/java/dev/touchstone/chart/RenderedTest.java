package dev.touchstone.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RenderedTest {

    @Test
    void network_policies_that_name_no_namespace_are_in_the_release_s() {
        assertThat(Rendered.of("""
                        kind: NetworkPolicy
                        metadata: {name: web}
                        ---
                        kind: NetworkPolicy
                        metadata: {name: dns, namespace: kube-system}
                        """).networkPolicies("shop"))
                .extracting(policy -> policy.at("/metadata/namespace").asString())
                .containsExactly("shop", "kube-system");
    }

    @Nested
    class Pod_templates {

        @Test
        void of_a_CronJob_make_no_pods_by_an_install() {
            assertThat(Rendered.of("""
                            kind: CronJob
                            metadata: {name: backup}
                            spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: main}]}}}}}
                            """).podTemplates()).singleElement().satisfies(template -> {
                assertThat(template.path()).isEqualTo("/spec/jobTemplate/spec/template");
                assertThat(template.role()).isEqualTo(RenderedObject.Role.WORKLOAD);
                assertThat(template.makesPods()).isFalse();
            });
        }

        @Test
        void are_found_wherever_a_kind_of_an_operator_holds_them() {
            assertThat(Rendered.of("""
                            kind: FlinkDeployment
                            metadata: {name: jobs}
                            spec:
                              roles:
                                - {template: {spec: {containers: [{name: driver}]}}}
                                - {template: {spec: {initContainers: [{name: init}], containers: [{name: executor}]}}}
                              template: no pod
                            """).podTemplates())
                    .extracting(PodTemplate::path, PodTemplate::containers, PodTemplate::makesPods)
                    .containsExactly(
                            tuple("/spec/roles/0/template", List.of("driver"), false),
                            tuple("/spec/roles/1/template", List.of("init", "executor"), false));
        }

        @Test
        void of_a_list_are_those_of_its_objects() {
            assertThat(Rendered.of("""
                            kind: List
                            metadata: {name: all}
                            items:
                              - {kind: Pod, metadata: {name: one}, spec: {containers: [{name: main}]}}
                              - {kind: Deployment, metadata: {name: two}, spec: {template: {spec: {containers: [{name: main}]}}}}
                            """).podTemplates())
                    .extracting(PodTemplate::workload, PodTemplate::makesPods)
                    .containsExactly(tuple("pod/one", true), tuple("deployment/two", true));
        }

        @Test
        void know_their_containers_by_name() {
            PodTemplate template = Rendered.of("""
                            kind: Pod
                            metadata: {name: one}
                            spec: {initContainers: [{name: init, image: a}], containers: [{name: main, image: b}]}
                            """).podTemplates().get(0);

            assertThat(template.container("init").path("image").asString()).isEqualTo("a");
            assertThat(template.container("main").path("image").asString()).isEqualTo("b");
            assertThat(template.container("other").isMissingNode()).isTrue();
        }
    }

    @Nested
    class Reads_as_Helm_does {

        @ParameterizedTest(name = "{0} is {1}")
        @CsvSource(
                quoteCharacter = '`',
                value = {
                    "0644, 420",
                    "0o17, 15",
                    "0x1F, 31",
                    "1_000, 1000",
                    "-5, -5",
                    "1.5, 1.5",
                    "yes, true",
                    "Off, false",
                    "~, null",
                    "'0644', \"0644\"",
                    "\"yes\", \"yes\"",
                    "1.2.3, \"1.2.3\"",
                    "99999999999999999999, 99999999999999999999",
                })
        void a_value(String yaml, String json) {
            assertThat(value("kind: ConfigMap\nvalue: " + yaml)).hasToString(json);
        }

        @Test
        void an_alias() {
            assertThat(value("kind: Pod\nother: &context {runAsNonRoot: true}\nvalue: *context"))
                    .hasToString("{\"runAsNonRoot\":true}");
        }

        @Test
        void the_last_of_two_keys() {
            assertThat(value("kind: Pod\nvalue: 1\nvalue: 2")).hasToString("2");
        }

        private static JsonNode value(String yaml) {
            return Rendered.of(yaml).objects().get(0).json().path("value");
        }
    }

    @Test
    void knows_the_template_of_each_object() {
        assertThat(Rendered.of("""
                        ---
                        # Source: web/templates/a.yaml
                        kind: ConfigMap
                        metadata: {name: a}
                        ---
                        # Source: web/templates/empty.yaml
                        ---
                        # Source: web/templates/b.yaml
                        kind: ConfigMap
                        metadata: {name: b}
                        """).objects())
                .extracting(RenderedObject::reference, RenderedObject::source)
                .containsExactly(
                        tuple("configmap/a", "web/templates/a.yaml"), tuple("configmap/b", "web/templates/b.yaml"));
    }

    @Test
    void refuses_what_is_not_YAML() {
        assertThatThrownBy(() -> Rendered.of("kind: [Pod"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not YAML");
    }
}
