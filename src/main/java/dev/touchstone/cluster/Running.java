package dev.touchstone.cluster;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.util.Objects;
import java.util.Optional;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** Waits for nothing but a container that runs; the node itself is awaited through the API server. */
final class Running extends AbstractWaitStrategy {

    private static final int LINES = 15;

    @Override
    protected void waitUntilReady() {
        Engine engine = new Engine();
        Await.that("the container runs")
                .within(startupTimeout)
                .until(() -> stateOf(engine, waitStrategyTarget.getContainerId()));
    }

    /** Running is reached; a container that ended or is gone is terminal, and says why with the end of its log. */
    static State stateOf(Engine engine, String container) {
        Optional<InspectContainerResponse> found = engine.container(container);
        if (found.isEmpty()) {
            return State.terminal("container " + container + " is gone");
        }
        InspectContainerResponse.ContainerState state = found.get().getState();
        if (Objects.equals(state.getRunning(), true)) {
            return State.reached("container " + found.get().getName() + " runs");
        }
        if (Objects.equals(state.getStatus(), "created")) {
            return State.pending("container " + found.get().getName() + " was created");
        }
        return State.terminal("container %s has ended with exit code %s%s. Its log ends:%n%s"
                .formatted(
                        found.get().getName(),
                        state.getExitCodeLong(),
                        Objects.equals(state.getOOMKilled(), true) ? ", killed for want of memory" : "",
                        engine.logTail(container, LINES).indent(4)));
    }
}
