package dev.touchstone.evidence;

import dev.touchstone.judge.DeclaredField;
import dev.touchstone.judge.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Finds the lines of the render in which stands what a verdict is about. */
public final class DeclaredLines {

    /** Where workloads keep the spec of their pods. */
    private static final List<List<String>> POD_SPECS = List.of(
            List.of("spec", "template", "spec"),
            List.of("spec", "jobTemplate", "spec", "template", "spec"),
            List.of("spec"));

    private static final int LONGEST = 160;

    private final Map<String, Node> podSpecs = new HashMap<>();

    /** @param rendered the render, as it lies in the evidence: {@code rendered.yaml} */
    public DeclaredLines(String rendered) {
        for (Node document :
                new Compose(LoadSettings.builder().setUseMarks(true).build()).composeAllFromString(rendered)) {
            Optional<String> kind = scalar(document, "kind");
            Optional<String> name = field(document, "metadata").flatMap(metadata -> scalar(metadata, "name"));
            if (kind.isPresent() && name.isPresent()) {
                POD_SPECS.stream()
                        .flatMap(path -> at(document, path).stream())
                        .filter(spec -> field(spec, "containers").isPresent())
                        .findFirst()
                        .ifPresent(spec -> podSpecs.put(kind.get().toLowerCase(Locale.ROOT) + "/" + name.get(), spec));
            }
        }
    }

    /** Such as {@code line 57: securityContext.readOnlyRootFilesystem: true}; what is not declared is said to be so. */
    public List<String> of(Verdict verdict) {
        Node pod = podSpecs.get(verdict.subject().workload());
        List<DeclaredField> fields = DeclaredField.of(verdict.check());
        if (pod == null || fields.isEmpty() || verdict.subject().container().isEmpty()) {
            return List.of();
        }
        Optional<Node> container = Stream.of("initContainers", "containers")
                .flatMap(list -> field(pod, list).stream())
                .flatMap(list -> ((SequenceNode) list).getValue().stream())
                .filter(each -> scalar(each, "name")
                        .filter(verdict.subject().container()::equals)
                        .isPresent())
                .findFirst();
        if (container.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (DeclaredField field : fields) {
            Node from = field.ofPod() ? pod : container.get();
            at(from, List.of(field.path().split("\\.")))
                    .ifPresent(value -> lines.add("line %d: %s%s: %s"
                            .formatted(line(value), field.ofPod() ? "of the pod: " : "", field.path(), flat(value))));
        }
        return lines.isEmpty()
                ? List.of("not declared: "
                        + fields.stream().map(DeclaredField::path).distinct().collect(Collectors.joining(", ")))
                : lines;
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private static Optional<Node> at(Node node, List<String> path) {
        Optional<Node> found = Optional.of(node);
        for (String key : path) {
            found = found.flatMap(each -> field(each, key));
        }
        return found;
    }

    private static Optional<Node> field(Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                                && scalar.getValue().equals(key))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<String> scalar(Node node, String key) {
        return field(node, key).filter(ScalarNode.class::isInstance).map(value -> ((ScalarNode) value).getValue());
    }

    private static String flat(Node node) {
        String text = words(node);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static String words(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .map(tuple -> words(tuple.getKeyNode()) + ": " + words(tuple.getValueNode()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream().map(DeclaredLines::words).collect(Collectors.joining(", ", "[", "]"))
                : ((ScalarNode) node).getValue();
    }
}
