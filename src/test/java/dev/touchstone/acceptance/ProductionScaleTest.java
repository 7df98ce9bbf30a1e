package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The production profile is tested on a node that is smaller than production: by one factor, and in requests for CPU alone. */
class ProductionScaleTest {

    private static final BigDecimal FACTOR = new BigDecimal("0.25");
    private static final BigDecimal MILLI = BigDecimal.valueOf(1000);

    @Test
    void every_request_for_cpu_is_a_quarter_and_nothing_else_is_changed() {
        Map<String, BigDecimal> production = leaves("charts/maestro-ml/values.yaml");
        Map<String, BigDecimal> expected = new TreeMap<>();
        production.forEach((path, milli) -> {
            if (path.endsWith("/requests/cpu")) {
                expected.put(path, milli.multiply(FACTOR).setScale(0, RoundingMode.FLOOR));
            }
        });

        assertThat(expected).hasSizeGreaterThan(15);
        assertThat(leaves("scenarios/maestro-ml-production/scale.yaml")).isEqualTo(expected);
    }

    /** Thousandths, of what is a quantity. */
    private static Map<String, BigDecimal> leaves(String file) {
        Map<String, BigDecimal> leaves = new TreeMap<>();
        collect(YAMLMapper.builder().build().readTree(Path.of(file).toFile()), "", leaves);
        return leaves;
    }

    private static void collect(JsonNode node, String path, Map<String, BigDecimal> leaves) {
        if (node.isObject()) {
            node.propertyStream().forEach(child -> collect(child.getValue(), path + "/" + child.getKey(), leaves));
        } else if (path.endsWith("/cpu") || path.endsWith("/memory")) {
            leaves.put(
                    path,
                    Quantity.getAmountInBytes(new Quantity(node.asString()))
                            .multiply(MILLI)
                            .setScale(0, RoundingMode.FLOOR));
        }
    }
}
