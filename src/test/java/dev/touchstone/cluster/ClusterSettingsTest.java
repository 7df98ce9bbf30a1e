package dev.touchstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterSettingsTest {

    @Nested
    class Reads {

        @Test
        void defaults() {
            assertThat(settings())
                    .isEqualTo(new ClusterSettings(
                            Optional.empty(), List.of(KubernetesVersion.newest()), KeepPolicy.NEVER, 0));
        }

        @Test
        void every_key() {
            ClusterSettings settings = settings(
                    "touchstone.kubernetes", "1.31, rancher/k3s:v1.34.3-k3s1",
                    "touchstone.keep", "on-failure",
                    "touchstone.cluster", "context:kind-kind",
                    "touchstone.port", "16443");

            assertThat(settings.versions()).extracting(KubernetesVersion::minor).containsExactly("1.31", "1.34");
            assertThat(settings.versions().get(1).image()).isEqualTo("rancher/k3s:v1.34.3-k3s1");
            assertThat(settings.keep()).isEqualTo(KeepPolicy.ON_FAILURE);
            assertThat(settings.context()).contains("kind-kind");
            assertThat(settings.apiPort()).isEqualTo(16443);
        }
    }

    @Nested
    class Refuses {

        @ParameterizedTest(name = "-D{0}={1}")
        @CsvSource({
            "touchstone.keep, sometimes, 'expected never, on-failure, always'",
            "touchstone.cluster, kind, 'expected k3s, or context:NAME'",
            "touchstone.cluster, 'context:', 'expected k3s, or context:NAME'",
            "touchstone.port, 70000, expected a port from 1 to 65535",
            "touchstone.port, http, expected a port from 1 to 65535",
            "touchstone.kubernetes, 'rancher/k3s:v1.28.1-k3s1', expected 1.31 or newer",
            "touchstone.kubernetes, 1.99, 'expected one of 1.35, 1.33, 1.32, 1.31, or a k3s image'",
        })
        void what_it_does_not_know_with_what_it_expects(String key, String value, String message) {
            assertThatThrownBy(() -> settings(key, value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(value, message);
        }
    }

    private static ClusterSettings settings(String... keysAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return ClusterSettings.from(properties);
    }
}
