package dev.touchstone.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.judge.Verdict.FactRef;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerdictTest {

    private static Verdict red() {
        return new Judge(EnumSet.allOf(CheckId.class))
                        .judge(
                                Recorded.worker()
                                        .with("/probe/processes/1/uids", "[0, 0, 0, 0]")
                                        .facts(),
                                List.of())
                        .stream()
                        .filter(verdict -> verdict.check() == CheckId.NON_ROOT)
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void is_written_as_the_page_of_the_house_says() {
        JsonNode json = JsonMapper.shared().valueToTree(red().with(List.of(new FactRef("facts/a.json", "00"))));

        assertThat(json.propertyNames())
                .contains("check", "subject", "verdict", "reason", "facts", "controls", "negativeControl");
        assertThat(json.path("check").asString()).isEqualTo("non-root");
        assertThat(json.path("verdict").asString()).isEqualTo("FAIL");
        assertThat(json.path("subject").propertyNames())
                .containsExactlyInAnyOrder("workload", "pod", "container", "phase", "image", "digest");
        assertThat(json.at("/facts/0").propertyNames()).containsExactlyInAnyOrder("path", "sha256");
        assertThat(json.at("/controls/0").propertyNames())
                .containsExactlyInAnyOrder("framework", "version", "id", "title");
        assertThat(json.path("negativeControl").isNull()).isTrue();
    }

    @Test
    void is_read_again_as_it_was_written() {
        Verdict verdict = red().with(List.of(new FactRef("facts/a.json", "00")));

        assertThat(JsonMapper.shared().readValue(JsonMapper.shared().writeValueAsString(verdict), Verdict.class))
                .isEqualTo(verdict);
    }

    @Test
    void is_acceptable_once_somebody_has_accepted_it() {
        assertThat(red().acceptable()).isFalse();
        assertThat(red().waived("the platform team, until 2027-01-31").acceptable())
                .isTrue();
        assertThat(red().waived("somebody").outcome()).isEqualTo(Outcome.FAIL);
    }

    @ParameterizedTest
    @EnumSource
    void is_acceptable_only_when_it_passed_or_does_not_bear_on_the_subject(Outcome outcome) {
        assertThat(outcome.acceptable()).isEqualTo(outcome == Outcome.PASS || outcome == Outcome.NOT_APPLICABLE);
    }
}
