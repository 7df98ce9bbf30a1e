package com.example.web;

import dev.touchstone.junit.AcceptScenarios;
import dev.touchstone.junit.Acceptance;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every scenario of this project: a test for each check and container. */
@AcceptScenarios
class AcceptanceTest {

    @TestFactory
    Stream<DynamicNode> scenarios(Acceptance acceptance) {
        return acceptance.tests();
    }
}
