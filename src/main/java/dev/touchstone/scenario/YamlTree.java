package dev.touchstone.scenario;

import com.networknt.schema.serialization.node.TokenStreamLocationAwareArrayNode;
import com.networknt.schema.serialization.node.TokenStreamLocationAwareBooleanNode;
import com.networknt.schema.serialization.node.TokenStreamLocationAwareDecimalNode;
import com.networknt.schema.serialization.node.TokenStreamLocationAwareIntNode;
import com.networknt.schema.serialization.node.TokenStreamLocationAwareNullNode;
import com.networknt.schema.serialization.node.TokenStreamLocationAwareObjectNode;
import com.networknt.schema.serialization.node.TokenStreamLocationAwareStringNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.io.ContentReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Makes a tree of a YAML text in which every value knows the line of its key. Jackson's own reader takes the last of two keys
 * of one name, and an alias for the text of its name.
 */
final class YamlTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Path file;
    private final List<String> faults = new ArrayList<>();

    private YamlTree(Path file) {
        this.file = file;
    }

    /**
     * Read a text.
     *
     * @throws InvalidScenarioException when it is not YAML, or has a key twice
     */
    static JsonNode read(Path file, String text) {
        YamlTree tree = new YamlTree(file);
        JsonNode root = tree.compose(text)
                .map(node -> tree.node(node, line(node), ""))
                .orElseGet(() -> new TokenStreamLocationAwareNullNode(at(1)));
        if (!tree.faults.isEmpty()) {
            throw new InvalidScenarioException(tree.faults);
        }
        return root;
    }

    private Optional<Node> compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowNonScalarKeys(true)
                .build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(YamlTree::line).orElse(1);
            throw notYaml(line, context(e, line) + e.getProblem());
        } catch (ReaderException e) {
            int line = 1
                    + (int) text.codePoints()
                            .limit(e.getPosition())
                            .filter(character -> character == '\n')
                            .count();
            throw notYaml(line, "found the character U+%04X, which YAML does not allow".formatted(e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw notYaml(1, String.valueOf(e.getMessage()));
        }
    }

    // What is never closed is noticed at the end of the file; where it begins is what the reader looks for.
    private static String context(MarkedYamlEngineException e, int line) {
        if (e.getContext() == null || e.getContext().isEmpty()) {
            return "";
        }
        int begin = e.getContextMark().map(YamlTree::line).orElse(line);
        return e.getContext() + (begin == line ? ": " : ", which begins on line %d: ".formatted(begin));
    }

    private InvalidScenarioException notYaml(int line, String what) {
        return new InvalidScenarioException(List.of("%s, line %d: this is not YAML: %s".formatted(file, line, what)));
    }

    private JsonNode node(Node node, int line, String path) {
        if (node.isRecursive()) {
            throw notYaml(line, "found an anchor that holds itself");
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, line, path);
        }
        if (node instanceof SequenceNode sequence) {
            var list = new TokenStreamLocationAwareArrayNode(NODES, at(line));
            for (Node item : sequence.getValue()) {
                list.add(node(item, line(item), "%s[%d]".formatted(path, list.size())));
            }
            return list;
        }
        return scalar((ScalarNode) node, at(line));
    }

    private JsonNode object(MappingNode mapping, int line, String path) {
        var object = new TokenStreamLocationAwareObjectNode(NODES, at(line));
        Map<String, Integer> seen = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int here = line(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                faults.add("%s, line %d, key %s: found a list or a mapping as a key, allowed: a text"
                        .formatted(file, here, path.isEmpty() ? "(top)" : path));
                continue;
            }
            String key = scalar.getValue();
            String below = path.isEmpty() ? key : path + "." + key;
            Integer before = seen.putIfAbsent(key, here);
            if (before != null) {
                faults.add("%s, line %d, key %s: found a second time, after line %d, allowed: once"
                        .formatted(file, here, below, before));
            }
            object.set(key, node(tuple.getValueNode(), here, below));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode node, TokenStreamLocation at) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return new TokenStreamLocationAwareNullNode(at);
        }
        if (tag.equals(Tag.BOOL)) {
            return new TokenStreamLocationAwareBooleanNode(Boolean.parseBoolean(text), at);
        }
        try {
            if (tag.equals(Tag.INT)) {
                return new TokenStreamLocationAwareIntNode(Integer.parseInt(text), at);
            }
            if (tag.equals(Tag.FLOAT)) {
                return new TokenStreamLocationAwareDecimalNode(new BigDecimal(text), at);
            }
        } catch (NumberFormatException hexadecimalOrHuge) {
            // No key of a scenario takes such a number: as a text it is refused, or taken as it is written.
            return new TokenStreamLocationAwareStringNode(text, at);
        }
        return new TokenStreamLocationAwareStringNode(text, at);
    }

    private static TokenStreamLocation at(int line) {
        return new TokenStreamLocation(ContentReference.unknown(), -1, line, 1);
    }

    private static int line(Node node) {
        return node.getStartMark().map(YamlTree::line).orElse(1);
    }

    private static int line(Mark mark) {
        return mark.getLine() + 1;
    }
}
