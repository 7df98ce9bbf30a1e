package dev.touchstone.scenario;

import dev.touchstone.scenario.Step.Comparison;
import dev.touchstone.scenario.Step.Control;
import dev.touchstone.scenario.Step.Counter;
import dev.touchstone.scenario.Step.Expectation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Reads the functional steps of a scenario file, which the schema has accepted. */
final class StepReader {

    private static final List<String> ACTIONS = List.of("job", "exec", "http", "helm", "restart");

    /** A restart that fails, or a chart's test, needs no expectation to be seen. */
    private static final Set<String> ANSWERING = Set.of("job", "exec", "http");

    private final Located yaml;
    private final NamedPath paths;
    private final List<String> faults;

    StepReader(Located yaml, NamedPath paths, List<String> faults) {
        this.yaml = yaml;
        this.paths = paths;
        this.faults = faults;
    }

    /**
     * Read a list of steps.
     *
     * @param before those of another scenario, which are tried first
     */
    List<Step> read(JsonNode list, List<Step> before) {
        List<Step> steps = new ArrayList<>(before);
        Set<String> names = before.stream().map(Step::name).collect(Collectors.toCollection(HashSet::new));
        for (int i = 0; i < list.size(); i++) {
            JsonNode node = list.get(i);
            String key = "function[%d]".formatted(i);
            JsonNode name = node.path("name");
            if (!names.add(name.asString())) {
                fault(name, key + ".name", name + ", which an earlier step has too", "a name of its own for each step");
            }
            step(node, key).ifPresent(steps::add);
        }
        return steps;
    }

    private Optional<Step> step(JsonNode node, String key) {
        List<String> actions = ACTIONS.stream().filter(node::has).toList();
        if (actions.size() != 1) {
            fault(
                    node,
                    key,
                    actions.isEmpty() ? "no action" : String.join(" and ", actions),
                    "exactly one of " + String.join(", ", ACTIONS));
            return Optional.empty();
        }
        String action = actions.get(0);
        only(node, key, "env", action, Set.of("job"));
        only(node, key, "control", action, Set.of("job"));
        only(node.path("expect"), key + ".expect", "exit", action, Set.of("job", "exec"));
        only(node.path("expect"), key + ".expect", "status", action, Set.of("http"));
        only(node.path("control").path("expect"), key + ".control.expect", "status", action, Set.of("http"));
        only(node, key, "expect", action, Set.of("job", "exec", "http", "helm"));
        only(node, key, "compare", action, Set.of("job", "exec", "http"));
        if (ANSWERING.contains(action) && !node.has("expect")) {
            fault(node, key + ".expect", "nothing", "what must be seen; a step without it proves nothing");
        }
        Action tried = action(node, key, action);
        return Optional.of(new Step(
                node.path("name").asString(),
                tried,
                ScenarioReader.duration(node.path("within"), "2m"),
                expectation(node.path("expect"), action),
                counter(node.path("counter")),
                control(node.path("control"), tried),
                comparison(node.path("compare"), key + ".compare", action)));
    }

    private Comparison comparison(JsonNode node, String key, String action) {
        // What Helm says of a test is full of times.
        if (action.equals("helm")) {
            return new Comparison(Optional.of(Pattern.compile("^STATUS:")), List.of());
        }
        List<Pattern> ignore = new ArrayList<>();
        for (JsonNode each : node.path("ignore")) {
            pattern(each, "%s.ignore[%d]".formatted(key, ignore.size())).ifPresent(ignore::add);
        }
        return new Comparison(pattern(node.path("lines"), key + ".lines"), ignore);
    }

    private Optional<Pattern> pattern(JsonNode node, String key) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(node.asString()));
        } catch (PatternSyntaxException e) {
            fault(node, key, Located.found(node), "a regular expression; " + e.getDescription());
            return Optional.empty();
        }
    }

    // What would be ignored must not look as if it were proven.
    private void only(JsonNode node, String above, String key, String action, Set<String> actions) {
        if (node.has(key) && !actions.contains(action)) {
            fault(
                    node.path(key),
                    above + "." + key,
                    "%s beside %s".formatted(Located.found(node.path(key)), action),
                    "only beside " + ACTIONS.stream().filter(actions::contains).collect(Collectors.joining(" or ")));
        }
    }

    private void fault(JsonNode at, String key, String found, String allowed) {
        faults.add(yaml.fault(at, "key %s: found %s, allowed: %s".formatted(key, found, allowed)));
    }

    private Action action(JsonNode node, String key, String action) {
        return switch (action) {
            case "job" -> new Action.RunJob(paths.file(node.path("job"), key + ".job"), env(node.path("env")));
            case "exec" -> exec(node.path("exec"));
            case "http" -> http(node.path("http"));
            case "restart" -> new Action.Restart(texts(node.path("restart")));
            default -> new Action.HelmTest();
        };
    }

    private static Action.Exec exec(JsonNode node) {
        return new Action.Exec(
                node.path("workload").asString(), node.path("container").asString(), texts(node.path("command")));
    }

    private static Action.Http http(JsonNode node) {
        return new Action.Http(
                node.path("service").asString(),
                node.path("port").asString(),
                node.path("method").asString("GET"),
                node.path("path").asString(),
                node.path("body").asString(""));
    }

    private static Expectation expectation(JsonNode node, String action) {
        int code = action.equals("http")
                ? node.path("status").asInt(200)
                : node.path("exit").asInt(0);
        return new Expectation(texts(node.path("contains")), code);
    }

    private static Optional<Counter> counter(JsonNode node) {
        return node.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Counter(node.path("name").asString(), exec(node.path("exec"))));
    }

    private Optional<Control> control(JsonNode node, Action action) {
        if (node.isMissingNode() || !(action instanceof Action.RunJob job)) {
            return Optional.empty();
        }
        Path file = job.file();
        Map<String, String> env = new LinkedHashMap<>(job.env());
        env.putAll(env(node.path("env")));
        return Optional.of(new Control(new Action.RunJob(file, env), expectation(node.path("expect"), "job")));
    }

    private static Map<String, String> env(JsonNode node) {
        Map<String, String> env = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> env.put(entry.getKey(), entry.getValue().asString()));
        return env;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}
