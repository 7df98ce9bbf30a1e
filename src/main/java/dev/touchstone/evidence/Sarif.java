package dev.touchstone.evidence;

import dev.touchstone.cluster.Digest;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Failures as a code host reads them, each at the line of the chart's template that declares its container: {@code
 * findings.sarif}. Failures only: code hosts show everything that stands in such a file as an alert. Source: SARIF 2.1.0.
 */
public final class Sarif {

    private Sarif() {}

    /**
     * A place in the project.
     *
     * @param path from the project's folder, with slashes
     * @param line from 1 on
     */
    public record Place(String path, int line) {}

    /**
     * The document.
     *
     * @param places where a failure is to be shown; one without a place is shown nowhere in the code, but is listed
     */
    public static String of(RunInfo run, List<Verdict> verdicts, Function<Verdict, Optional<Place>> places) {
        ObjectNode document = EvidenceFolder.JSON
                .createObjectNode()
                .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .put("version", "2.1.0");
        ObjectNode its = document.putArray("runs").addObject();
        ObjectNode driver = its.putObject("tool").putObject("driver");
        driver.put("name", "Touchstone").put("semanticVersion", run.harness());
        ArrayNode rules = driver.putArray("rules");
        for (CheckId check : CheckId.values()) {
            rules.addObject()
                    .put("id", check.id())
                    .putObject("shortDescription")
                    .put("text", check.title());
        }
        ArrayNode results = its.putArray("results");
        Set<String> known = new LinkedHashSet<>();
        for (Verdict verdict : verdicts) {
            boolean failed = verdict.outcome() == Outcome.FAIL || verdict.outcome() == Outcome.ERROR;
            String what = verdict.name();
            // Replicas say the same.
            if (failed && !verdict.acceptable() && known.add(what)) {
                ObjectNode result = results.addObject()
                        .put("ruleId", verdict.check().id())
                        .put("kind", "fail")
                        .put("level", "error");
                result.putObject("message").put("text", "%s: %s".formatted(what, verdict.reason()));
                places.apply(verdict).ifPresent(place -> {
                    ObjectNode physical =
                            result.putArray("locations").addObject().putObject("physicalLocation");
                    physical.putObject("artifactLocation").put("uri", place.path());
                    physical.putObject("region").put("startLine", place.line());
                });
                result.putObject("partialFingerprints")
                        .put("touchstone/v1", Digest.sha256(run.scenario() + " " + what));
            }
        }
        return EvidenceFolder.JSON.writeValueAsString(document);
    }
}
