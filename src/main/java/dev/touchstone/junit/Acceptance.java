package dev.touchstone.junit;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.touchstone.judge.Verdict;
import dev.touchstone.scenario.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.opentest4j.AssertionFailedError;

/** Scenarios as JUnit tests. See {@link AcceptScenarios}. */
public final class Acceptance {

    private final SharedRun shared;
    private final String[] names;

    Acceptance(SharedRun shared, String... names) {
        this.shared = shared;
        this.names = names.clone();
    }

    /**
     * One container for each selected scenario and Kubernetes version. Everything that can be found wrong without a cluster is
     * found now; the scenarios of a version run one by one, from the moment that JUnit comes to the first of them.
     */
    public Stream<DynamicNode> tests() {
        List<PreparedScenario> all = Scenarios.selected(names).stream()
                .flatMap(scenario -> shared.versions().stream().map(version -> PreparedScenario.of(scenario, version)))
                .toList();
        AcceptanceSettings settings = AcceptanceSettings.fromSystemProperties();
        VersionLanes lanes = shared.closing(
                new VersionLanes(all, settings.versionsAtOnce(all), here -> shared.ground(here, settings)));
        return all.stream()
                .map(prepared -> dynamicContainer(
                        "%s on Kubernetes %s"
                                .formatted(
                                        prepared.scenario().name(),
                                        prepared.version().minor()),
                        Stream.of(prepared).flatMap(each -> run(lanes, each))));
    }

    // Whatever goes wrong must show as a failed test, not as a container without tests.
    @SuppressWarnings("IllegalCatch")
    private Stream<DynamicNode> run(VersionLanes lanes, PreparedScenario prepared) {
        try {
            AcceptanceResult result = lanes.of(prepared);
            if (!result.clean()) {
                shared.markFailed();
            }
            return tests(result);
        } catch (RuntimeException failed) {
            shared.markFailed();
            return Stream.of(dynamicTest("the acceptance could be run", () -> {
                throw failed;
            }));
        }
    }

    private static Stream<DynamicNode> tests(AcceptanceResult result) {
        List<DynamicNode> tests = new ArrayList<>();
        VerdictTable.groups(result.verdicts())
                .forEach((name, verdicts) -> tests.add(dynamicTest(name, () -> require(result, name, verdicts))));
        result.mutants()
                .ifPresent(matrix -> tests.add(dynamicTest("every mutant was killed for its own reason", () -> {
                    if (!matrix.complete()) {
                        throw new AssertionFailedError(matrix.score() + System.lineSeparator() + matrix.table());
                    }
                })));
        tests.add(dynamicTest("everything was judged that the render and the scenario name", () -> {
            if (!result.missing().isEmpty()) {
                throw new AssertionFailedError("not settled: " + String.join(", ", result.missing()));
            }
        }));
        return tests.stream();
    }

    private static void require(AcceptanceResult result, String name, List<Verdict> verdicts) {
        // Becomes the output of this test in the reports.
        verdicts.forEach(verdict -> System.out.printf("%s: %s%n", verdict.outcome(), verdict.reason()));
        List<Verdict> findings =
                verdicts.stream().filter(verdict -> !verdict.acceptable()).toList();
        if (!findings.isEmpty()) {
            throw new AssertionFailedError(
                    VerdictTable.finding(result, name, findings) + "    evidence: " + result.evidence());
        }
    }
}
