package dev.touchstone.scenario;

import io.fabric8.kubernetes.api.model.Duration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads one scenario file, before any cluster is started. Everything that is wrong with its form is told at once; where the form
 * is right, everything that is wrong with what it says.
 */
public final class ScenarioReader {

    private final Located yaml;
    private final LocalDate today;
    private final WaiverReader waivers;
    private final List<String> faults = new ArrayList<>();
    private final NamedPath paths;
    private final Set<Path> following;

    private ScenarioReader(Located yaml, LocalDate today, Set<Path> following) {
        this.yaml = yaml;
        this.following = following;
        this.today = today;
        this.paths = new NamedPath(yaml, faults);
        this.waivers = new WaiverReader(yaml, today, faults);
    }

    /**
     * Read a file, without its cases.
     *
     * @param today the day on which waivers must still hold
     * @throws InvalidScenarioException with every fault
     */
    public static Scenario read(Path file, LocalDate today) {
        return withCases(file, today).get(0);
    }

    /** The same with its cases, each a scenario of its own; the file's own is the first. */
    static List<Scenario> withCases(Path file, LocalDate today) {
        return read(file, today, Set.of());
    }

    /** @param following files whose steps come after this one's: it must be none of them */
    private static List<Scenario> read(Path file, LocalDate today, Set<Path> following) {
        Located yaml = Located.read(file);
        List<String> faults = SchemaFaults.of(yaml);
        if (!faults.isEmpty()) {
            throw new InvalidScenarioException(faults);
        }
        return new ScenarioReader(yaml, today, following).scenarios();
    }

    private List<Scenario> scenarios() {
        JsonNode root = yaml.root();
        // In the order in which a file has them, and so the faults.
        ChartSource chart = new ChartReader(yaml, paths, faults).read(root.path("chart"));
        List<Path> values = paths.files(root.path("values"), "values");
        List<Path> baseline = paths.files(root.path("baseline"), "baseline");
        Optional<Scenario> before = before(root.path("after"));
        List<Step> earlier = before.map(Scenario::function).orElse(List.of());
        List<Step> steps = new StepReader(yaml, paths, faults).read(root.path("function"), earlier);
        VariantReader variants = new VariantReader(yaml, paths, waivers, faults, steps);
        Scenario scenario = new Scenario(
                root.path("scenario").asString(),
                Optional.empty(),
                yaml.file(),
                chart,
                root.path("release").asString(),
                root.path("namespace").asString(),
                values,
                baseline,
                variants.identities(root.path("identities")),
                upgrade(
                        root,
                        Stream.concat(
                                        before.map(other -> other.upgrade().readBack()).orElse(List.of()).stream(),
                                        Upgrade.afterLastRestart(steps.subList(earlier.size(), steps.size())).stream())
                                .toList()),
                duration(root.path("ready"), "5m"),
                steps,
                disruption(root.path("disruption")),
                waivers.read(root.path("waivers"), "waivers"));
        List<Scenario> all = Stream.concat(Stream.of(scenario), variants.cases(scenario, root.path("cases")).stream())
                .toList();
        if (!faults.isEmpty()) {
            throw new InvalidScenarioException(faults);
        }
        return all;
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
        return Files.isRegularFile(file) ? Optional.of(read(file, today, files).get(0)) : Optional.empty();
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
                paths.files(at.path("previous"), "disruption.previous"),
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
}
