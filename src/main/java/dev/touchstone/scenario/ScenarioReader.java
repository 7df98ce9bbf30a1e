package dev.touchstone.scenario;

import io.fabric8.kubernetes.api.model.Duration;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads one scenario file, before any cluster is started. Everything that is wrong with its form is told at once; where the form
 * is right, everything that is wrong with what it says.
 */
public final class ScenarioReader {

    private final Located yaml;
    private final LocalDate today;
    private final List<String> faults = new ArrayList<>();
    private final NamedPath paths;

    private ScenarioReader(Located yaml, LocalDate today) {
        this.yaml = yaml;
        this.today = today;
        this.paths = new NamedPath(yaml, faults);
    }

    /**
     * Read a file.
     *
     * @param today the day on which waivers must still hold
     * @throws InvalidScenarioException with every fault
     */
    public static Scenario read(Path file, LocalDate today) {
        Located yaml = Located.read(file);
        List<String> faults = SchemaFaults.of(yaml);
        if (!faults.isEmpty()) {
            throw new InvalidScenarioException(faults);
        }
        return new ScenarioReader(yaml, today).scenario();
    }

    private Scenario scenario() {
        JsonNode root = yaml.root();
        StepReader steps = new StepReader(yaml, paths, faults);
        Scenario scenario = new Scenario(
                root.path("scenario").asString(),
                yaml.file(),
                paths.chart(root.path("chart")),
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

    private List<Path> files(JsonNode list, String key) {
        List<Path> files = new ArrayList<>();
        for (JsonNode item : list) {
            files.add(paths.file(item, "%s[%d]".formatted(key, files.size())));
        }
        return files;
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
        for (int i = 0; i < list.size(); i++) {
            JsonNode each = list.get(i);
            expires(each, "waivers[%d].expires".formatted(i))
                    .map(day -> new Waiver(
                            each.path("check").asString(),
                            text(each.path("workload")),
                            text(each.path("container")),
                            each.path("reason").asString(),
                            each.path("owner").asString(),
                            day))
                    .ifPresent(waivers::add);
        }
        return waivers;
    }

    private Optional<LocalDate> expires(JsonNode waiver, String key) {
        JsonNode expires = waiver.path("expires");
        try {
            LocalDate day = LocalDate.parse(expires.asString());
            if (day.isBefore(today)) {
                faults.add(yaml.fault(
                        expires,
                        "key %s: found %s, which has passed, allowed: today (%s) or a later day. The finding must be mended, or %s must renew the waiver"
                                .formatted(key, day, today, waiver.path("owner").asString())));
            }
            return Optional.of(day);
        } catch (DateTimeParseException e) {
            faults.add(yaml.fault(
                    expires,
                    "key %s: found %s, allowed: a day of the calendar, such as 2027-01-31".formatted(key, expires)));
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() ? Optional.of(node.asString()) : Optional.empty();
    }
}
