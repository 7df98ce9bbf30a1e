package dev.touchstone.acceptance;

import dev.touchstone.junit.AcceptScenarios;
import dev.touchstone.junit.Acceptance;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every scenario of the folder {@code scenarios}, on every Kubernetes version that is asked for. */
@AcceptScenarios
class AcceptanceIT {

    @TestFactory
    Stream<DynamicNode> scenarios(Acceptance acceptance) {
        return acceptance.tests();
    }
}
