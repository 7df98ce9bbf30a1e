package dev.touchstone.scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads the other ways in which a scenario's chart is installed: as other users, and in its cases. */
final class VariantReader {

    private static final int LONGEST_NAME = 63;

    private final Located yaml;
    private final NamedPath paths;
    private final WaiverReader waivers;
    private final List<String> faults;
    private final Set<String> steps;

    VariantReader(Located yaml, NamedPath paths, WaiverReader waivers, List<String> faults, List<Step> steps) {
        this.yaml = yaml;
        this.paths = paths;
        this.waivers = waivers;
        this.faults = faults;
        this.steps = steps.stream().map(Step::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    List<Identity> identities(JsonNode list) {
        List<Identity> identities = new ArrayList<>();
        for (JsonNode each : list) {
            String key = "identities[%d]".formatted(identities.size());
            identities.add(new Identity(
                    name(each, key, identities.stream().map(Identity::name).toList()),
                    paths.files(each.path("values"), key + ".values"),
                    each.path("range").stringValueOpt().map(UidRange::of),
                    steps(each, key)));
        }
        return identities;
    }

    /** Each as a scenario of its own. */
    List<Scenario> cases(Scenario scenario, JsonNode list) {
        List<Scenario> cases = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (JsonNode each : list) {
            String key = "cases[%d]".formatted(cases.size());
            String name = name(each, key, names);
            Scenario made = scenario.asCase(
                    name,
                    paths.files(each.path("values"), key + ".values"),
                    steps(each, key),
                    waivers.read(each.path("waivers"), key + ".waivers"));
            if (made.name().length() > LONGEST_NAME) {
                faults.add(yaml.fault(
                        each.path("name"),
                        "key %s.name: found %s, which makes %s, allowed: at most %d characters with the scenario's own"
                                .formatted(key, each.path("name"), made.name(), LONGEST_NAME)));
            }
            names.add(name);
            cases.add(made);
        }
        return cases;
    }

    private String name(JsonNode each, String key, List<String> earlier) {
        String name = each.path("name").asString();
        if (earlier.contains(name)) {
            faults.add(yaml.fault(
                    each.path("name"),
                    "key %s.name: found %s, which an earlier one has too, allowed: a name of its own for each"
                            .formatted(key, each.path("name"))));
        }
        return name;
    }

    private List<String> steps(JsonNode each, String key) {
        List<String> chosen = new ArrayList<>();
        for (JsonNode step : each.path("steps")) {
            if (!steps.contains(step.asString())) {
                faults.add(yaml.fault(
                        step,
                        "key %s.steps[%d]: found %s, allowed: the name of a step of function: %s"
                                .formatted(key, chosen.size(), step, String.join("; ", steps))));
            }
            chosen.add(step.asString());
        }
        return chosen;
    }
}
