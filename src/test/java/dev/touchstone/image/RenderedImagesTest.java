package dev.touchstone.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RenderedImagesTest {

    @Test
    void are_those_of_every_kind_of_container_in_every_kind_of_object() {
        String manifest = """
                apiVersion: apps/v1
                kind: Deployment
                spec:
                  template:
                    spec:
                      initContainers: [{name: init, image: "busybox:1.36"}]
                      containers: [{name: main, image: quay.io/a/b:1}, {name: again, image: quay.io/a/b:1}]
                      volumes: [{name: model, image: {reference: quay.io/m/odel:2}}, {name: tmp, emptyDir: {}}]
                ---
                apiVersion: batch/v1
                kind: CronJob
                spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: job, image: apache/spark:4.1.4}]}}}}}
                ---
                # a document with nothing in it
                ---
                apiVersion: v1
                kind: ConfigMap
                data: {image: "not/an:image"}
                """;

        assertThat(RenderedImages.of(manifest))
                .extracting(ImageReference::toString)
                .containsExactly("busybox:1.36", "quay.io/a/b:1", "quay.io/m/odel:2", "apache/spark:4.1.4");
    }

    @Test
    void cannot_be_found_in_what_is_not_YAML() {
        assertThatThrownBy(() -> RenderedImages.of("a: [1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not YAML");
    }
}
