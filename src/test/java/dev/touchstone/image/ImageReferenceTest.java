package dev.touchstone.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    @ParameterizedTest
    @CsvSource({
        "busybox, docker.io/library/busybox:latest",
        "busybox:1.36, docker.io/library/busybox:1.36",
        "apache/spark:4.1.4, docker.io/apache/spark:4.1.4",
        "docker.io/library/busybox:1.36, docker.io/library/busybox:1.36",
        "quay.io/feastdev/feature-server:0.67.0, quay.io/feastdev/feature-server:0.67.0",
        "localhost:5000/a/b:1, localhost:5000/a/b:1",
        "registry:5000/a, registry:5000/a:latest",
        "busybox@sha256:9ae97d36d26566ff84e8893c64a6dc4fe8ca6d1144bf5b87b2b85a32def253c7, docker.io/library/busybox@sha256:9ae97d36d26566ff84e8893c64a6dc4fe8ca6d1144bf5b87b2b85a32def253c7",
    })
    void is_known_by_its_full_name(String name, String canonical) {
        assertThat(ImageReference.of(name).canonical()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Busybox", "busybox:", "a b", "busybox:1:2", "{{ .Values.image }}"})
    void refuses_what_is_no_name(String name) {
        assertThatThrownBy(() -> ImageReference.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no image name");
    }
}
