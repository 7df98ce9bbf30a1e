package dev.touchstone.scenario;

import io.fabric8.kubernetes.api.model.Duration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final Set<Path> following;

    private ScenarioReader(Located yaml, LocalDate today, Set<Path> following) {
        this.yaml = yaml;
        this.following = following;
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
        return read(file, today, Set.of());
    }

    /** @param following files whose steps come after this one's: it must be none of them */
    private static Scenario read(Path file, LocalDate today, Set<Path> following) {
        Located yaml = Located.read(file);
        List<String> faults = SchemaFaults.of(yaml);
        if (!faults.isEmpty()) {
            throw new InvalidScenarioException(faults);
        }
        return new ScenarioReader(yaml, today, following).scenario();
    }

    private Scenario scenario() {
        JsonNode root = yaml.root();
        // In the order in which a file has them, and so the faults.
        Path chart = paths.chart(root.path("chart"));
        List<Path> values = files(root.path("values"), "values");
        List<Path> baseline = files(root.path("baseline"), "baseline");
        Optional<Scenario> before = before(root.path("after"));
        List<Step> earlier = before.map(Scenario::function).orElse(List.of());
        List<Step> steps = new StepReader(yaml, paths, faults).read(root.path("function"), earlier);
        Scenario scenario = new Scenario(
                root.path("scenario").asString(),
                yaml.file(),
                chart,
                root.path("release").asString(),
                root.path("namespace").asString(),
                values,
                baseline,
                identities(root.path("identities"), steps),
                upgrade(
                        root,
                        Stream.concat(
                                        before.map(other -> other.upgrade().readBack()).orElse(List.of()).stream(),
                                        Upgrade.afterLastRestart(steps.subList(earlier.size(), steps.size())).stream())
                                .toList()),
                duration(root.path("ready"), "5m"),
                steps,
                disruption(root.path("disruption")),
                waivers(root.path("waivers")));
        if (!faults.isEmpty()) {
            throw new InvalidScenarioException(faults);
        }
        return scenario;
    }

    /** What reads data back is known by its place: it comes after the last restart, in each file. */
    private Upgrade upgrade(JsonNode root, List<String> readBack) {
        JsonNode job = root.path("upgrade").path("job");
        if (job.isMissingNode()) {
            return new Upgrade(readBack, Optional.empty());
        }
        if (root.path("baseline").isEmpty() || readBack.isEmpty()) {
            faults.add(yaml.fault(
                    job,
                    "key upgrade.job: found %s, but there is %s, allowed: beside a baseline to upgrade from, and steps after a restart that read its data"
                            .formatted(
                                    job, root.path("baseline").isEmpty() ? "no baseline" : "no step after a restart")));
        }
        return new Upgrade(readBack, Optional.of(paths.file(job, "upgrade.job")));
    }

    /** The scenario whose steps come first. What is wrong with that file is told with it, and not here once more. */
    private Optional<Scenario> before(JsonNode after) {
        if (after.isMissingNode()) {
            return Optional.empty();
        }
        Path file = paths.file(after, "after");
        Set<Path> files = new LinkedHashSet<>(following);
        files.add(yaml.file().toAbsolutePath().normalize());
        if (files.contains(file)) {
            faults.add(yaml.fault(
                    after,
                    "key after: found %s, which comes after this one, allowed: another scenario".formatted(after)));
            return Optional.empty();
        }
        return Files.isRegularFile(file) ? Optional.of(read(file, today, files)) : Optional.empty();
    }

    private List<Path> files(JsonNode list, String key) {
        List<Path> files = new ArrayList<>();
        for (JsonNode item : list) {
            files.add(paths.file(item, "%s[%d]".formatted(key, files.size())));
        }
        return files;
    }

    private List<Identity> identities(JsonNode list, List<Step> steps) {
        Set<String> names = steps.stream().map(Step::name).collect(Collectors.toCollection(LinkedHashSet::new));
        List<Identity> identities = new ArrayList<>();
        for (JsonNode each : list) {
            String key = "identities[%d]".formatted(identities.size());
            List<String> chosen = new ArrayList<>();
            for (JsonNode step : each.path("steps")) {
                if (!names.contains(step.asString())) {
                    faults.add(yaml.fault(
                            step,
                            "key %s.steps[%d]: found %s, allowed: the name of a step of function: %s"
                                    .formatted(key, chosen.size(), step, String.join("; ", names))));
                }
                chosen.add(step.asString());
            }
            String name = each.path("name").asString();
            if (identities.stream().anyMatch(earlier -> earlier.name().equals(name))) {
                faults.add(yaml.fault(
                        each.path("name"),
                        "key %s.name: found %s, which an earlier one has too, allowed: a name of its own for each"
                                .formatted(key, each.path("name"))));
            }
            identities.add(new Identity(
                    name,
                    files(each.path("values"), key + ".values"),
                    text(each.path("range")).map(UidRange::of),
                    chosen));
        }
        return identities;
    }

    private Optional<Disruption> disruption(JsonNode at) {
        if (at.isMissingNode()) {
            return Optional.empty();
        }
        List<Disruption.Client> clients = new ArrayList<>();
        for (JsonNode client : at.path("clients")) {
            String name = client.path("name").asString();
            if (clients.stream().anyMatch(earlier -> earlier.name().equals(name))) {
                faults.add(yaml.fault(
                        client.path("name"),
                        "key disruption.clients[%d].name: found %s, which an earlier one has too, allowed: a name of its own for each"
                                .formatted(clients.size(), client.path("name"))));
            }
            clients.add(new Disruption.Client(
                    name, client.has("gap") ? duration(client.path("gap"), "") : java.time.Duration.ZERO));
        }
        return Optional.of(new Disruption(
                at.path("nodes").asInt(2),
                files(at.path("previous"), "disruption.previous"),
                paths.file(at.path("load"), "disruption.load"),
                clients,
                at.path("ledger").asBoolean(true)));
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
