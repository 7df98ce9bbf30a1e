package dev.touchstone.judge;

import dev.touchstone.cluster.Resource;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Published controls by check, as {@code controls.yaml} has them from their sources. */
final class Controls {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();
    private static final Map<CheckId, List<Control>> BY_CHECK =
            YAML.readValue(Resource.read(Controls.class, "controls.yaml"), new TypeReference<>() {});

    private Controls() {}

    static List<Control> of(CheckId check) {
        return BY_CHECK.getOrDefault(check, List.of());
    }
}
