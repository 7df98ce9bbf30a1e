package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.Chart;
import dev.touchstone.chart.Overlay;
import dev.touchstone.chart.Renderer;
import dev.touchstone.cluster.KubernetesVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The small hardened chart has one container with a limit of 64Mi beside its init containers. */
class RoomTest {

    private static final long MIB = 1L << 20;

    @Test
    void a_release_takes_what_its_containers_may_take_as_often_as_there_are_replicas() {
        assertThat(memory(Map.of())).isEqualTo(64 * MIB);
        assertThat(memory(Map.of("replicas", 3))).isEqualTo(3 * 64 * MIB);
    }

    private static long memory(Map<String, Object> values) {
        try (Renderer renderer = Renderer.of(Chart.at(Hardened.CHART), KubernetesVersion.newest())) {
            return Room.memory(renderer.render("hardened", "hardened", new Overlay(List.of(), values)));
        }
    }
}
