package dev.touchstone.cluster;

import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** Waits until a k3s server has written its kubeconfig, the first moment at which one can talk to it. */
final class KubeconfigWritten extends AbstractWaitStrategy {

    static final String KUBECONFIG = "/etc/rancher/k3s/k3s.yaml";

    @Override
    protected void waitUntilReady() {
        Engine engine = new Engine();
        String container = waitStrategyTarget.getContainerId();
        Await.that("k3s has written " + KUBECONFIG).within(startupTimeout).until(() -> {
            State state = Running.stateOf(engine, container);
            if (state instanceof State.Reached) {
                return State.of(engine.read(container, KUBECONFIG).isPresent(), state.seen());
            }
            return state;
        });
    }
}
