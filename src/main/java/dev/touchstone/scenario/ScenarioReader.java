package dev.touchstone.scenario;

import io.fabric8.kubernetes.api.model.Duration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads one scenario file. Everything that is wrong with it is found at once, before any cluster is started. */
public final class ScenarioReader {

    private final Located yaml;
    private final Path folder;
    private final LocalDate today;
    private final List<String> faults = new ArrayList<>();

    private ScenarioReader(Located yaml, LocalDate today) {
        this.yaml = yaml;
        this.folder = Objects.requireNonNull(yaml.file().toAbsolutePath().getParent());
        this.today = today;
    }

    /**
     * Read a file.
     *
     * @param today the day on which waivers must still hold
     * @throws InvalidScenarioException with every fault
     */
    public static Scenario read(Path file, LocalDate today) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidScenarioException(
                    List.of("%s: it cannot be read: %s. Expected a scenario file.".formatted(file, e)));
        }
        Located yaml = Located.read(file, text);
        List<String> faults = SchemaFaults.of(yaml);
        if (!faults.isEmpty()) {
            throw new InvalidScenarioException(faults);
        }
        return new ScenarioReader(yaml, today).scenario();
    }

    private Scenario scenario() {
        JsonNode root = yaml.root();
        StepReader steps = new StepReader(yaml, faults);
        Scenario scenario = new Scenario(
                root.path("scenario").asString(),
                yaml.file(),
                chart(root.path("chart")),
                root.path("release").asString(),
                root.path("namespace").asString(),
                files(root.path("values"), "values"),
                files(root.path("baseline"), "baseline"),
                duration(root.path("ready"), "5m"),
                steps.read(root.path("function")),
                waivers(root.path("waivers")));
        if (!faults.isEmpty()) {
            throw new InvalidScenarioException(faults);
        }
        return scenario;
    }

    private Path chart(JsonNode at) {
        Path chart = folder.resolve(at.asString()).normalize();
        if (!Files.isRegularFile(chart.resolve("Chart.yaml"))) {
            faults.add(yaml.fault(
                    at, "key chart: found %s, which has no Chart.yaml, allowed: a chart's folder".formatted(chart)));
        }
        return chart;
    }

    private List<Path> files(JsonNode list, String key) {
        List<Path> files = new ArrayList<>();
        for (JsonNode item : list) {
            files.add(existing(yaml, item, key, faults));
        }
        return files;
    }

    static Path existing(Located yaml, JsonNode at, String key, List<String> faults) {
        Path file = Objects.requireNonNull(yaml.file().toAbsolutePath().getParent())
                .resolve(at.asString())
                .normalize();
        if (!Files.isRegularFile(file)) {
            faults.add(yaml.fault(at, "key %s: found %s, which is no file, allowed: a file".formatted(key, file)));
        }
        return file;
    }

    /** A duration as Kubernetes users write it; the schema has seen to its form. */
    static java.time.Duration duration(JsonNode at, String otherwise) {
        try {
            return Duration.parse(at.asString(otherwise)).getDuration();
        } catch (ParseException e) {
            throw new IllegalStateException("the schema let a duration pass that is none: " + at, e);
        }
    }

    private List<Waiver> waivers(JsonNode list) {
        List<Waiver> waivers = new ArrayList<>();
        for (JsonNode each : list) {
            JsonNode expires = each.path("expires");
            try {
                LocalDate day = LocalDate.parse(expires.asString());
                if (day.isBefore(today)) {
                    faults.add(yaml.fault(
                            expires,
                            "key waivers.expires: found %s, which has passed (today is %s), allowed: a day to come. %s must mend the finding or renew the waiver"
                                    .formatted(day, today, each.path("owner").asString())));
                }
                waivers.add(new Waiver(
                        each.path("check").asString(),
                        text(each.path("workload")),
                        text(each.path("container")),
                        each.path("reason").asString(),
                        each.path("owner").asString(),
                        day));
            } catch (DateTimeParseException e) {
                faults.add(yaml.fault(
                        expires,
                        "key waivers.expires: found %s, allowed: a day such as 2027-01-31".formatted(expires)));
            }
        }
        return waivers;
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() ? Optional.of(node.asString()) : Optional.empty();
    }
}
