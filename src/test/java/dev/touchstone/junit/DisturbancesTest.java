package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DisturbancesTest {

    @Test
    void a_pod_that_nobody_makes_again_is_missed() {
        assertThat(Disturbances.fewer(
                        Map.of("statefulset/store", 1, "deployment/web", 2, "pod/alone", 1),
                        Map.of("statefulset/store", 1, "deployment/web", 1)))
                .containsExactly("deployment/web has 1 of 2", "pod/alone has 0 of 1");
    }

    @Test
    void more_than_before_are_not_too_few() {
        assertThat(Disturbances.fewer(Map.of("deployment/web", 2), Map.of("deployment/web", 3)))
                .isEmpty();
    }
}
