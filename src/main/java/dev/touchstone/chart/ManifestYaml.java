package dev.touchstone.chart;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads manifests as Helm and kubectl do: YAML 1.1, so that {@code 0644} is a number and {@code yes} is true, an alias stands
 * for what its anchor holds, and the last of two keys of one name wins. Jackson's reader does none of it.
 */
final class ManifestYaml {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> NULL = Set.of("", "~", "null");
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "y");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "n");
    private static final Pattern WHOLE =
            Pattern.compile("([-+]?)(?:0x([0-9a-fA-F]+)|0b([01]+)|0o?([0-7]+)|(0|[1-9][0-9]*))");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final int[] BASES = {16, 2, 8, 10};

    private ManifestYaml() {}

    /**
     * Read every document.
     *
     * @throws IllegalArgumentException when it is not YAML
     */
    static List<JsonNode> documents(String text) {
        LoadSettings settings =
                LoadSettings.builder().setAllowNonScalarKeys(true).build();
        List<JsonNode> documents = new ArrayList<>();
        try {
            for (Node node : new Compose(settings).composeAllFromString(text)) {
                documents.add(json(node));
            }
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("this is not YAML: " + e.getMessage(), e);
        }
        return documents;
    }

    private static JsonNode json(Node node) {
        if (node.isRecursive()) {
            throw new IllegalArgumentException("this is not YAML: an anchor holds itself");
        }
        if (node instanceof MappingNode mapping) {
            ObjectNode object = NODES.objectNode();
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    object.set(key.getValue(), json(tuple.getValueNode()));
                }
            }
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = NODES.arrayNode();
            sequence.getValue().forEach(item -> array.add(json(item)));
            return array;
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.getScalarStyle() == ScalarStyle.PLAIN
                ? plain(scalar.getValue())
                : NODES.stringNode(scalar.getValue());
    }

    private static JsonNode plain(String text) {
        // Lower case, upper case, and a capital at the beginning; not just any mixture.
        String lower = text.toLowerCase(Locale.ROOT);
        boolean word = text.equals(lower)
                || text.equals(text.toUpperCase(Locale.ROOT))
                || text.substring(1).equals(lower.substring(1));
        if (word && NULL.contains(lower)) {
            return NODES.nullNode();
        }
        if (word && (TRUE.contains(lower) || FALSE.contains(lower))) {
            return NODES.booleanNode(TRUE.contains(lower));
        }
        String digits = text.replace("_", "");
        Matcher whole = WHOLE.matcher(digits);
        if (whole.matches()) {
            return number(whole);
        }
        return DECIMAL.matcher(digits).matches() ? NODES.numberNode(new BigDecimal(digits)) : NODES.stringNode(text);
    }

    private static JsonNode number(Matcher whole) {
        for (int i = 0; i < BASES.length; i++) {
            String digits = whole.group(i + 2);
            if (digits != null) {
                BigInteger number = new BigInteger((whole.group(1).equals("-") ? "-" : "") + digits, BASES[i]);
                return number.bitLength() < Integer.SIZE
                        ? NODES.numberNode(number.intValue())
                        : NODES.numberNode(number);
            }
        }
        throw new IllegalStateException("a number without digits: " + whole.group());
    }
}
