package dev.touchstone.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.touchstone.cluster.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class CheckIdTest {

    @Test
    void lists_the_ids_that_may_be_waived() {
        JsonNode schema = JsonMapper.shared()
                .readTree(Resource.read(CheckId.class, "/dev/touchstone/scenario/scenario.schema.json"));
        List<String> waivable = schema.at("/$defs/waiver/properties/check/enum")
                .valueStream()
                .map(JsonNode::asString)
                .toList();

        assertThat(waivable).containsExactlyInAnyOrderElementsOf(CheckId.ids());
    }

    @Test
    void lists_the_ids_whose_controls_are_known() {
        JsonNode controls = new YAMLMapper().readTree(Resource.read(CheckId.class, "controls.yaml"));

        assertThat(controls.propertyNames()).containsExactlyInAnyOrderElementsOf(CheckId.ids());
    }

    @ParameterizedTest
    @EnumSource
    void knows_complete_controls_or_none(CheckId check) {
        assertThat(Controls.of(check))
                .allSatisfy(control -> assertThat(
                                List.of(control.framework(), control.version(), control.id(), control.title()))
                        .noneMatch(String::isBlank))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void finds_itself_by_its_id(CheckId check) {
        assertThat(CheckId.of(check.id())).isEqualTo(check);
    }

    @Test
    void says_which_ids_there_are_when_there_is_none_of_that_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckId.of("nonroot"))
                .withMessageContaining("check 'nonroot'")
                .withMessageContaining("non-root, no-new-privileges, read-only-root");
    }
}
