package dev.touchstone.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The scenarios of a folder: each subfolder's {@code scenario.yaml}. */
public final class Scenarios {

    private final Map<String, Scenario> byName;

    private Scenarios(Map<String, Scenario> byName) {
        this.byName = byName;
    }

    /**
     * Read every scenario below a folder.
     *
     * @throws InvalidScenarioException when a file is not valid, two have the same name, or there is none
     */
    public static Scenarios in(Path folder, LocalDate today) {
        List<String> faults = new ArrayList<>();
        Map<String, Scenario> byName = new LinkedHashMap<>();
        for (Path file : files(folder)) {
            try {
                for (Scenario scenario : ScenarioReader.withCases(file, today)) {
                    Scenario other = byName.putIfAbsent(scenario.name(), scenario);
                    if (other != null) {
                        Located yaml = Located.read(file);
                        faults.add(yaml.fault(
                                yaml.root().path(scenario.caseOf().isEmpty() ? "scenario" : "cases"),
                                "key %s: found \"%s\", which %s has too, allowed: a name of its own"
                                        .formatted(
                                                scenario.caseOf().isEmpty() ? "scenario" : "cases",
                                                scenario.name(),
                                                other.file())));
                    }
                }
            } catch (InvalidScenarioException e) {
                faults.add(e.getMessage());
            }
        }
        if (byName.isEmpty() && faults.isEmpty()) {
            faults.add("%s: found no */scenario.yaml, expected at least one; nothing would be proven"
                    .formatted(folder.toAbsolutePath()));
        }
        if (!faults.isEmpty()) {
            throw new InvalidScenarioException(faults);
        }
        return new Scenarios(byName);
    }

    /** The scenarios of {@code -Dtouchstone.scenarios.folder}, {@code scenarios} unless told, as they hold today in UTC. */
    public static Scenarios ofProject() {
        return in(
                Path.of(System.getProperty("touchstone.scenarios.folder", "scenarios")), LocalDate.now(ZoneOffset.UTC));
    }

    /**
     * Those of {@link #ofProject()} that {@code -Dtouchstone.scenarios} names, with their cases; unless it does, these, and all
     * if there are none.
     */
    public static List<Scenario> selected(String... otherwise) {
        Scenarios all = ofProject();
        String wanted = System.getProperty("touchstone.scenarios", String.join(",", otherwise));
        return wanted.isBlank()
                ? all.all()
                : all.named(Arrays.stream(wanted.split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList());
    }

    /** Every scenario, in the order of their folders' names. */
    public List<Scenario> all() {
        return List.copyOf(byName.values());
    }

    /** The scenario of this name. */
    public Scenario named(String name) {
        return named(List.of(name)).get(0);
    }

    private List<Scenario> named(List<String> names) {
        List<String> unknown =
                names.stream().filter(name -> !byName.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            throw new InvalidScenarioException(unknown.stream()
                    .map(name -> "scenario '%s': there is none of that name, there are: %s"
                            .formatted(name, String.join(", ", byName.keySet())))
                    .toList());
        }
        if (names.isEmpty()) {
            throw new InvalidScenarioException(List.of("-Dtouchstone.scenarios: found no name, allowed: %s"
                    .formatted(String.join(", ", byName.keySet()))));
        }
        return names.stream()
                .flatMap(name -> byName.values().stream()
                        .filter(each -> each.name().equals(name)
                                || each.caseOf().filter(name::equals).isPresent()))
                .distinct()
                .toList();
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(each -> each.resolve("scenario.yaml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
