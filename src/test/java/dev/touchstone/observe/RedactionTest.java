package dev.touchstone.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.cluster.Digest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class RedactionTest {

    private static final String HASH = "sha256:" + Digest.sha256("hunter2");

    private static JsonNode yaml(String text) {
        return new YAMLMapper().readTree(text);
    }

    private static JsonNode redacted(String text) {
        return Redaction.of(yaml(text));
    }

    @Nested
    class Of_Secrets {

        @Test
        void hashes_data_of_both_kinds() {
            JsonNode secret = redacted("""
                    kind: Secret
                    metadata: {name: hunter2}
                    data: {password: hunter2}
                    stringData: {token: hunter2}
                    """);

            assertThat(secret.at("/data/password").asString()).isEqualTo(HASH);
            assertThat(secret.at("/stringData/token").asString()).isEqualTo(HASH);
            assertThat(secret.at("/metadata/name").asString()).isEqualTo("hunter2");
        }

        @Test
        void finds_them_in_a_List() {
            assertThat(redacted("{kind: List, items: [{kind: Secret, data: {password: hunter2}}]}")
                            .toString())
                    .doesNotContain("hunter2")
                    .contains(HASH);
        }

        @Test
        void takes_one_without_data() {
            assertThat(redacted("{kind: Secret, type: Opaque}")).isEqualTo(yaml("{kind: Secret, type: Opaque}"));
            assertThat(redacted("{kind: Secret, data: null}")).isEqualTo(yaml("{kind: Secret, data: null}"));
        }
    }

    @Nested
    class Of_environments {

        @Test
        void hashes_values_and_leaves_names_and_sources() {
            JsonNode pod = redacted("""
                    containers:
                      - name: a
                        env:
                          - {name: PASSWORD, value: hunter2}
                          - {name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
                    """);

            assertThat(pod.at("/containers/0/env/0/name").asString()).isEqualTo("PASSWORD");
            assertThat(pod.at("/containers/0/env/0/value").asString()).isEqualTo(HASH);
            assertThat(pod.at("/containers/0/env/1"))
                    .isEqualTo(yaml("{name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}"));
        }

        @Test
        void finds_them_in_init_and_ephemeral_containers() {
            assertThat(redacted("""
                                    initContainers: [{env: [{name: A, value: hunter2}]}]
                                    ephemeralContainers: [{env: [{name: B, value: hunter2}]}]
                                    """).toString()).doesNotContain("hunter2");
        }

        @Test
        void finds_them_in_templates_at_any_depth() {
            assertThat(redacted("""
                                    kind: CronJob
                                    spec:
                                      jobTemplate:
                                        spec:
                                          template:
                                            spec: {containers: [{env: [{name: A, value: hunter2}]}]}
                                    """).toString()).doesNotContain("hunter2");
            assertThat(redacted("{kind: SparkApplication, spec: {driver: {env: [{name: A, value: hunter2}]}}}")
                            .toString())
                    .doesNotContain("hunter2");
        }

        /** As the facts of one container hold it. */
        @Test
        void finds_them_in_a_container_that_comes_alone() {
            assertThat(redacted("{name: a, env: [{name: PASSWORD, value: hunter2}]}"))
                    .isEqualTo(yaml("{name: a, env: [{name: PASSWORD, value: '%s'}]}".formatted(HASH)));
        }
    }

    @Test
    void leaves_everything_else_as_it_is() {
        String configMap = "{kind: ConfigMap, data: {config: hunter2, env: hunter2}}";
        String container = "{name: a, image: b, command: [c], args: [hunter2], ports: [{containerPort: 1}]}";

        assertThat(redacted(configMap)).isEqualTo(yaml(configMap));
        assertThat(redacted(container)).isEqualTo(yaml(container));
    }

    @Test
    void changes_nothing_of_what_it_was_given() {
        JsonNode secret = yaml("{kind: Secret, data: {password: hunter2}}");

        Redaction.of(secret);

        assertThat(secret.at("/data/password").asString()).isEqualTo("hunter2");
    }
}
