package dev.touchstone.evidence;

import dev.touchstone.cluster.Digest;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run states about its subjects, for machines that decide on releases: {@code evidence.intoto.jsonl}. A test result for
 * the gate, an attribute report (SCAI) for each container, and a simple verification result as the summary. Each names
 * the manifest, which binds every file of the folder. Source: the in-toto attestation framework, statement version 1.
 */
public final class Statements {

    /** The file's name. */
    public static final String NAME = "evidence.intoto.jsonl";

    private static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
    private static final String TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";
    private static final String ATTRIBUTES = "https://in-toto.io/attestation/scai/v0.3";
    private static final String SUMMARY = "https://in-toto.io/attestation/svr/v0.1";
    private static final String VERIFIER = "https://touchstone.dev/verifier/v1";
    private static final Pattern SHA256 = Pattern.compile("sha256:([0-9a-f]{64})$");
    /** Of one line each, whoever writes them. */
    private static final ObjectMapper LINES = JsonMapper.builder().build();

    private final RunInfo run;
    private final List<Verdict> verdicts;
    private final String manifest;
    private final Path folder;

    private Statements(RunInfo run, List<Verdict> verdicts, String manifest, Path folder) {
        this.run = run;
        this.verdicts = verdicts;
        this.manifest = manifest;
        this.folder = folder;
    }

    /**
     * Write them beside the manifest, which must be there.
     *
     * @param key that signs each; without one they are written as they are
     */
    static void write(Path folder, RunInfo run, List<Verdict> verdicts, Optional<PrivateKey> key) throws IOException {
        String manifest = Digest.sha256(Files.readAllBytes(folder.resolve(Manifest.NAME)));
        List<String> lines = new ArrayList<>();
        for (ObjectNode statement : new Statements(run, verdicts, manifest, folder).all()) {
            String body = LINES.writeValueAsString(statement);
            lines.add(key.map(each -> LINES.writeValueAsString(
                            Dsse.sign(each, PAYLOAD_TYPE, body.getBytes(StandardCharsets.UTF_8))))
                    .orElse(body));
        }
        Files.writeString(folder.resolve(NAME), String.join("\n", lines) + "\n");
    }

    private List<ObjectNode> all() throws IOException {
        List<ObjectNode> all = new ArrayList<>();
        all.add(testResult());
        byContainer().forEach((container, its) -> all.add(attributes(container, its)));
        all.add(summary());
        return all;
    }

    private ObjectNode testResult() throws IOException {
        ObjectNode statement = statement(TEST_RESULT);
        ObjectNode predicate = statement.putObject("predicate");
        predicate.put(
                "result",
                switch (run.state()) {
                    case RunInfo.ACCEPTED -> "PASSED";
                    case RunInfo.PARTIAL -> "WARNED";
                    default -> "FAILED";
                });
        ArrayNode configuration = predicate.putArray("configuration");
        for (String file : List.of("run.json", "declared.json", "rendered.yaml")) {
            Path path = folder.resolve(file);
            if (Files.exists(path)) {
                descriptor(configuration.addObject(), file, Digest.sha256(Files.readAllBytes(path)));
            }
        }
        ArrayNode passed = predicate.putArray("passedTests");
        ArrayNode warned = predicate.putArray("warnedTests");
        ArrayNode failed = predicate.putArray("failedTests");
        for (Verdict verdict : verdicts) {
            String name = verdict.name();
            // Accepted by somebody, or with nothing to judge: neither has passed.
            boolean waived = verdict.acceptable() && !verdict.outcome().acceptable();
            (waived || verdict.outcome() == Outcome.NOT_APPLICABLE ? warned : verdict.acceptable() ? passed : failed)
                    .add(name);
        }
        return statement;
    }

    /** Of containers whose image's digest is known, because a statement is about a digest. */
    private Map<String, List<Verdict>> byContainer() {
        Map<String, List<Verdict>> containers = new LinkedHashMap<>();
        verdicts.stream()
                .filter(verdict -> verdict.outcome() == Outcome.PASS)
                .filter(verdict -> SHA256.matcher(verdict.subject().digest()).find())
                .forEach(verdict -> containers
                        .computeIfAbsent(
                                verdict.subject().label() + " "
                                        + verdict.subject().digest(),
                                added -> new ArrayList<>())
                        .add(verdict));
        return containers;
    }

    private ObjectNode attributes(String container, List<Verdict> its) {
        Verdict first = its.get(0);
        ObjectNode statement = LINES.createObjectNode().put("_type", "https://in-toto.io/Statement/v1");
        Matcher digest = SHA256.matcher(first.subject().digest());
        if (!digest.find()) {
            throw new IllegalStateException(container);
        }
        descriptor(statement.putArray("subject").addObject(), first.subject().image(), digest.group(1));
        statement.put("predicateType", ATTRIBUTES);
        ObjectNode predicate = statement.putObject("predicate");
        ArrayNode attributes = predicate.putArray("attributes");
        for (Verdict verdict : its) {
            ObjectNode attribute = attributes.addObject().put("attribute", property(verdict));
            attribute
                    .putObject("conditions")
                    .put("container", verdict.subject().label())
                    .put("pod", verdict.subject().pod())
                    .put("kubernetes", run.kubernetes())
                    .put("chart", run.chart().name() + " " + run.chart().version());
            verdict.facts().stream()
                    .findFirst()
                    .ifPresent(fact -> descriptor(attribute.putObject("evidence"), fact.path(), fact.sha256()));
        }
        descriptor(predicate.putObject("producer"), Manifest.NAME, manifest);
        return statement;
    }

    private ObjectNode summary() {
        ObjectNode statement = statement(SUMMARY);
        ObjectNode predicate = statement.putObject("predicate");
        predicate.putObject("verifier").put("id", VERIFIER);
        predicate.put("timeCreated", run.ended().orElse(run.started()).toString());
        ArrayNode properties = predicate.putArray("properties");
        if (run.state().equals(RunInfo.ACCEPTED)) {
            verdicts.stream()
                    .map(Statements::property)
                    .distinct()
                    .filter(property -> verdicts.stream()
                            .filter(verdict -> property(verdict).equals(property))
                            .allMatch(Verdict::acceptable))
                    .forEach(properties::add);
        }
        return statement;
    }

    private static String property(Verdict verdict) {
        return "TOUCHSTONE_" + verdict.check().id().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** About the manifest, the chart, and its package, by which others know it. */
    private ObjectNode statement(String predicateType) {
        ObjectNode statement = LINES.createObjectNode().put("_type", "https://in-toto.io/Statement/v1");
        ArrayNode subject = statement.putArray("subject");
        descriptor(subject.addObject(), Manifest.NAME, manifest);
        descriptor(
                subject.addObject(),
                run.chart().name() + "-" + run.chart().version(),
                run.chart().sha256());
        run.chart().origin().ifPresent(origin -> descriptor(subject.addObject(), origin.from(), origin.sha256()));
        return statement.put("predicateType", predicateType);
    }

    private static void descriptor(ObjectNode node, String name, String sha256) {
        node.put("name", name);
        node.putObject("digest").put("sha256", sha256);
    }

    /**
     * What is wrong with a folder's statements.
     *
     * @param key that must have signed each of them; without one signatures are not asked for
     * @throws IOException when they cannot be read
     */
    public static List<String> faults(Path folder, RunInfo run, List<Verdict> verdicts, Optional<PublicKey> key)
            throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return List.of("%s is missing".formatted(NAME));
        }
        String manifest = Digest.sha256(Files.readAllBytes(folder.resolve(Manifest.NAME)));
        List<ObjectNode> expected = new Statements(run, verdicts, manifest, folder).all();
        List<String> lines = Files.readAllLines(file);
        List<String> faults = new ArrayList<>();
        if (lines.size() != expected.size()) {
            faults.add("%s has %d statements, expected %d".formatted(NAME, lines.size(), expected.size()));
        }
        for (int i = 0; i < Math.min(lines.size(), expected.size()); i++) {
            fault(lines.get(i), expected.get(i), key)
                    .map("%s, line %d: ".formatted(NAME, i + 1)::concat)
                    .ifPresent(faults::add);
        }
        return faults;
    }

    private static Optional<String> fault(String line, ObjectNode expected, Optional<PublicKey> key) {
        try {
            JsonNode found = LINES.readTree(line);
            if (!found.has("payloadType")) {
                return key.isPresent()
                        ? Optional.of("it is not signed")
                        : found.equals(expected)
                                ? Optional.empty()
                                : Optional.of("it states something else than this folder");
            }
            Dsse.Envelope envelope = LINES.treeToValue(found, Dsse.Envelope.class);
            if (!envelope.payloadType().equals(PAYLOAD_TYPE)) {
                return Optional.of(
                        "its payload is '%s', expected '%s'".formatted(envelope.payloadType(), PAYLOAD_TYPE));
            }
            if (key.isPresent() && !Dsse.isSignedBy(key.get(), envelope)) {
                return Optional.of("its signature is not that of key " + SigningKey.idOf(key.get()));
            }
            return LINES.readTree(envelope.body()).equals(expected)
                    ? Optional.empty()
                    : Optional.of("it states something else than this folder");
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.of("it cannot be read: " + e.getMessage());
        }
    }

    /** Whether a folder's statements are in envelopes. */
    public static boolean areSigned(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        return Files.isRegularFile(file) && Files.readString(file).contains("\"payloadType\"");
    }
}
