package dev.touchstone.acceptance;

import dev.touchstone.junit.AcceptScenarios;
import dev.touchstone.junit.Acceptance;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every scenario of the folder {@code scenarios}, on every Kubernetes version that is asked for. */
@AcceptScenarios(nodes = 2) // on the cluster that NetworkPolicyIT asks for: a second one would take as much again
@Execution(ExecutionMode.CONCURRENT)
class AcceptanceIT {

    @TestFactory
    Stream<DynamicNode> scenarios(Acceptance acceptance) {
        return acceptance.tests();
    }
}
