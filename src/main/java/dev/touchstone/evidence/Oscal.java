package dev.touchstone.evidence;

import dev.touchstone.cluster.Digest;
import dev.touchstone.judge.Control;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run for an auditor's tools: an observation for each verdict, and a finding for each control that verdicts bear on. OSCAL has
 * no word for what nobody knows: it is not satisfied, with the reason as a remark. Source: OSCAL assessment results 1.1.2.
 */
public final class Oscal {

    /** The file of the evidence. */
    public static final String NAME = "oscal-assessment-results.json";

    private static final String VERSION = "1.1.2";

    /** Of ids that Touchstone makes: UUID of version 5 of the name {@code touchstone.dev} in the namespace of DNS names. */
    private static final UUID TOUCHSTONE =
            new StableId(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8")).of("touchstone.dev");

    private final StableId ids;
    private final RunInfo run;
    private final List<Verdict> verdicts;

    /** The verdicts, by their index, that bear on each control. */
    private final Map<Control, List<Integer>> byControl;

    private Oscal(RunInfo run, List<Verdict> verdicts) {
        this.run = run;
        this.verdicts = verdicts;
        this.byControl = byControl(verdicts);
        this.ids = new StableId(new StableId(TOUCHSTONE)
                .of(Digest.sha256(EvidenceFolder.JSON.writeValueAsString(run)
                        + EvidenceFolder.JSON.writeValueAsString(verdicts))));
    }

    /** The document; the same for the same run and verdicts, to the byte. */
    public static String of(RunInfo run, List<Verdict> verdicts) {
        return EvidenceFolder.JSON.writeValueAsString(new Oscal(run, verdicts).document());
    }

    private ObjectNode document() {
        ObjectNode document = EvidenceFolder.JSON.createObjectNode();
        ObjectNode results = document.putObject("assessment-results").put("uuid", id("document"));
        results.putObject("metadata")
                .put("title", "Touchstone: %s on Kubernetes %s".formatted(run.scenario(), run.kubernetes()))
                .put("last-modified", end().toString())
                .put("version", run.harness())
                .put("oscal-version", VERSION);
        results.putObject("import-ap").put("href", "#" + id("plan"));
        ObjectNode result = results.putArray("results")
                .addObject()
                .put("uuid", id("result"))
                .put("title", run.scenario())
                .put(
                        "description",
                        "%s: release %s of chart %s %s in a namespace that enforces %s"
                                .formatted(
                                        run.state(),
                                        run.release(),
                                        run.chart().name(),
                                        run.chart().version(),
                                        run.enforced()))
                .put("start", run.started().toString())
                .put("end", end().toString());
        components(result);
        result.putObject("reviewed-controls")
                .putArray("control-selections")
                .addObject()
                .set("include-controls", controls());
        observations(result);
        findings(result);
        resources(results);
        return document;
    }

    private Instant end() {
        return run.ended().orElse(run.started());
    }

    private String id(String name) {
        return ids.of(name).toString();
    }

    private void components(ObjectNode result) {
        ArrayNode components = result.putObject("local-definitions").putArray("components");
        Set<String> known = new LinkedHashSet<>();
        for (Verdict verdict : verdicts) {
            Subject subject = verdict.subject();
            if (known.add(componentOf(verdict))) {
                components
                        .addObject()
                        .put("uuid", componentOf(verdict))
                        .put("type", subject.container().isEmpty() ? "service" : "software")
                        .put("title", subject.label())
                        .put(
                                "description",
                                "%s%s%s"
                                        .formatted(
                                                subject.workload(),
                                                subject.image().isEmpty() ? "" : ", image " + subject.image(),
                                                subject.digest().isEmpty() ? "" : ", " + subject.digest()))
                        .putObject("status")
                        .put("state", "operational");
            }
        }
    }

    private String componentOf(Verdict verdict) {
        return id("component " + verdict.subject().workload() + " "
                + verdict.subject().container());
    }

    private ArrayNode controls() {
        ArrayNode controls = EvidenceFolder.JSON.createArrayNode();
        byControl.keySet().forEach(control -> controls.addObject().put("control-id", token(control)));
        return controls;
    }

    private static Map<Control, List<Integer>> byControl(List<Verdict> verdicts) {
        Map<Control, List<Integer>> byControl = new LinkedHashMap<>();
        for (int i = 0; i < verdicts.size(); i++) {
            for (Control control : verdicts.get(i).controls()) {
                byControl.computeIfAbsent(control, added -> new ArrayList<>()).add(i);
            }
        }
        return byControl;
    }

    /** Such as {@code cis-kubernetes-benchmark-5.2.6}: an OSCAL token begins with a letter and has no blanks. */
    private static String token(Control control) {
        return (control.framework() + "-" + control.id())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("-+$", "");
    }

    private void observations(ObjectNode result) {
        ArrayNode observations = result.putArray("observations");
        for (int i = 0; i < verdicts.size(); i++) {
            Verdict verdict = verdicts.get(i);
            ObjectNode observation = observations
                    .addObject()
                    .put("uuid", id("observation " + i))
                    .put("title", verdict.name())
                    .put("description", "%s: %s".formatted(verdict.outcome(), verdict.reason()));
            observation.putArray("methods").add("TEST");
            observation
                    .putArray("subjects")
                    .addObject()
                    .put("subject-uuid", componentOf(verdict))
                    .put("type", "component");
            if (!verdict.facts().isEmpty()) {
                ArrayNode evidence = observation.putArray("relevant-evidence");
                verdict.facts()
                        .forEach(fact -> evidence.addObject()
                                .put("href", "#" + id("resource " + fact.path()))
                                .put("description", fact.path()));
            }
            observation.put("collected", end().toString());
        }
    }

    private void findings(ObjectNode result) {
        ArrayNode findings = EvidenceFolder.JSON.createArrayNode();
        byControl.forEach((control, indexes) -> {
            List<Verdict> bearing = indexes.stream().map(verdicts::get).toList();
            List<Verdict> open = bearing.stream()
                    .filter(verdict -> !verdict.outcome().acceptable())
                    .toList();
            ObjectNode finding = findings.addObject()
                    .put("uuid", id("finding " + token(control)))
                    .put("title", "%s %s: %s".formatted(control.framework(), control.id(), control.title()))
                    .put(
                            "description",
                            "%d of %d verdicts that bear on it are good"
                                    .formatted(bearing.size() - open.size(), bearing.size()));
            ObjectNode status = finding.putObject("target")
                    .put("type", "objective-id")
                    .put("target-id", token(control))
                    .putObject("status")
                    .put("state", open.isEmpty() ? "satisfied" : "not-satisfied");
            if (!open.isEmpty()) {
                status.put(
                                "reason",
                                open.stream().anyMatch(verdict -> verdict.outcome() == Outcome.FAIL) ? "fail" : "other")
                        .put(
                                "remarks",
                                open.stream()
                                        .map(verdict -> "%s is %s: %s%s"
                                                .formatted(
                                                        verdict.name(),
                                                        verdict.outcome(),
                                                        verdict.reason(),
                                                        verdict.waiver()
                                                                .map(by -> " (accepted by " + by + ")")
                                                                .orElse("")))
                                        .distinct()
                                        .collect(Collectors.joining("\n")));
            }
            ArrayNode related = finding.putArray("related-observations");
            indexes.forEach(index -> related.addObject().put("observation-uuid", id("observation " + index)));
        });
        if (!findings.isEmpty()) {
            result.set("findings", findings);
        }
    }

    private void resources(ObjectNode results) {
        ArrayNode resources = results.putObject("back-matter").putArray("resources");
        resources
                .addObject()
                .put("uuid", id("plan"))
                .put("title", "No assessment plan")
                .put(
                        "description",
                        "There is no plan in OSCAL: what was asked is the scenario, and declared.json lists all of it.")
                .putArray("rlinks")
                .addObject()
                .put("href", "declared.json");
        Map<String, String> files = new LinkedHashMap<>();
        verdicts.forEach(verdict -> verdict.facts().forEach(fact -> files.put(fact.path(), fact.sha256())));
        files.forEach((path, sha256) -> {
            ObjectNode link = resources
                    .addObject()
                    .put("uuid", id("resource " + path))
                    .put("title", path)
                    .putArray("rlinks")
                    .addObject()
                    .put("href", path);
            link.putArray("hashes").addObject().put("algorithm", "SHA-256").put("value", sha256);
        });
    }
}
