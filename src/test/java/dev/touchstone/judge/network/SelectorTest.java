package dev.touchstone.judge.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {

    private static final Map<String, String> LABELS = Map.of("app", "spark", "tier", "worker");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                              | true
            {matchLabels: {app: spark}}                                                                     | true
            {matchLabels: {app: spark, tier: worker}}                                                       | true
            {matchLabels: {app: spark, tier: master}}                                                       | false
            {matchLabels: {absent: spark}}                                                                  | false
            {matchExpressions: [{key: app, operator: In, values: [spark, flink]}]}                          | true
            {matchExpressions: [{key: app, operator: In, values: [flink]}]}                                 | false
            {matchExpressions: [{key: absent, operator: In, values: [spark]}]}                              | false
            {matchExpressions: [{key: app, operator: NotIn, values: [flink]}]}                              | true
            {matchExpressions: [{key: app, operator: NotIn, values: [flink, spark]}]}                       | false
            {matchExpressions: [{key: absent, operator: NotIn, values: [spark]}]}                           | true
            {matchExpressions: [{key: app, operator: Exists}]}                                              | true
            {matchExpressions: [{key: absent, operator: Exists}]}                                           | false
            {matchExpressions: [{key: app, operator: DoesNotExist}]}                                        | false
            {matchExpressions: [{key: absent, operator: DoesNotExist}]}                                     | true
            {matchExpressions: [{key: app, operator: Exists}, {key: tier, operator: Exists}]}               | true
            {matchExpressions: [{key: app, operator: Exists}, {key: absent, operator: Exists}]}             | false
            {matchLabels: {app: spark}, matchExpressions: [{key: tier, operator: In, values: [worker]}]}    | true
            {matchLabels: {app: spark}, matchExpressions: [{key: tier, operator: In, values: [master]}]}    | false
            {matchLabels: {app: flink}, matchExpressions: [{key: tier, operator: In, values: [worker]}]}    | false
            {matchLabels: , matchExpressions: }                                                             | true
            """)
    void asks_for_all_that_it_lists(String yaml, boolean matches) {
        assertThat(Selector.matches(selector(yaml), LABELS)).isEqualTo(matches);
    }

    @Test
    void refuses_an_operator_that_it_does_not_know() {
        LabelSelector selector = selector("{matchExpressions: [{key: app, operator: Like, values: [s]}]}");

        assertThatThrownBy(() -> Selector.matches(selector, LABELS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found Like");
    }

    private static LabelSelector selector(String yaml) {
        return Serialization.unmarshal("---\n" + yaml, LabelSelector.class);
    }
}
