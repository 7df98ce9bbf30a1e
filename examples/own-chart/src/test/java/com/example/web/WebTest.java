package com.example.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.Release;
import dev.touchstone.junit.InstallScenario;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;

/** What a scenario file cannot say. */
@InstallScenario("web")
class WebTest {

    @Test
    void serves_two_pods(Release release, KubernetesClient client) {
        assertThat(client.pods().inNamespace(release.namespace()).list().getItems()).hasSize(2);
    }
}
