package dev.touchstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodStateTest {

    @ParameterizedTest
    @ValueSource(strings = {"CrashLoopBackOff", "ErrImageNeverPull", "ImagePullBackOff", "CreateContainerConfigError"})
    void a_container_that_waits_in_vain_ends_the_wait(String reason) {
        assertThat(PodState.of(waiting(reason)))
                .isEqualTo(State.terminal("pod ns/web, container main: " + reason + ": because"));
    }

    @Test
    void a_container_that_is_being_made_is_worth_waiting_for() {
        assertThat(PodState.of(waiting("ContainerCreating")))
                .isEqualTo(State.pending("pod ns/web is Pending, waiting: ContainerCreating"));
    }

    private static Pod waiting(String reason) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("ns")
                .withName("web")
                .endMetadata()
                .withNewStatus()
                .withPhase("Pending")
                .addNewContainerStatus()
                .withName("main")
                .withNewState()
                .withNewWaiting("because", reason)
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
