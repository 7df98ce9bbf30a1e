package dev.touchstone.scenario;

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
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Reads the functional steps of a scenario file, which the schema has accepted. */
final class StepReader {

    private static final List<String> ACTIONS = List.of("job", "exec", "http", "helm");

    private final Located yaml;
    private final List<String> faults;

    StepReader(Located yaml, List<String> faults) {
        this.yaml = yaml;
        this.faults = faults;
    }

    List<Step> read(JsonNode list) {
        List<Step> steps = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode node : list) {
            if (!names.add(node.path("name").asString())) {
                faults.add(yaml.fault(
                        node.path("name"),
                        "key function.name: found %s twice, allowed: a name of its own for each step"
                                .formatted(node.path("name"))));
            }
            step(node).ifPresent(steps::add);
        }
        return steps;
    }

    private Optional<Step> step(JsonNode node) {
        List<String> actions = ACTIONS.stream().filter(node::has).toList();
        if (actions.size() != 1) {
            faults.add(
                    yaml.fault(node, "key function: found %s, allowed: exactly one of %s".formatted(actions, ACTIONS)));
            return Optional.empty();
        }
        String action = actions.get(0);
        requireJob(node, action, "env");
        requireJob(node, action, "control");
        if (!action.equals("helm") && !node.has("expect")) {
            faults.add(
                    yaml.fault(
                            node,
                            "key function.expect: found nothing, allowed: what must be seen; a step without it proves nothing"));
        }
        Action tried = action(node, action);
        return Optional.of(new Step(
                node.path("name").asString(),
                tried,
                ScenarioReader.duration(node.path("within"), "2m"),
                expectation(node.path("expect"), action),
                counter(node.path("counter")),
                control(node.path("control"), tried)));
    }

    private void requireJob(JsonNode node, String action, String key) {
        if (node.has(key) && !action.equals("job")) {
            faults.add(yaml.fault(
                    node.path(key),
                    "key function.%s: found beside %s, allowed: only beside job".formatted(key, action)));
        }
    }

    private Action action(JsonNode node, String action) {
        return switch (action) {
            case "job" ->
                new Action.RunJob(
                        ScenarioReader.existing(yaml, node.path("job"), "function.job", faults), env(node.path("env")));
            case "exec" -> exec(node.path("exec"));
            case "http" -> http(node.path("http"));
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
