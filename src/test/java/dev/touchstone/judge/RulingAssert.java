package dev.touchstone.judge;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** Asserts on rulings: how they came out, and that the reason names what a reader must know. */
final class RulingAssert extends AbstractAssert<RulingAssert, Ruling> {

    private RulingAssert(Ruling actual) {
        super(actual, RulingAssert.class);
    }

    static RulingAssert assertThat(Ruling actual) {
        return new RulingAssert(actual);
    }

    RulingAssert passes() {
        return cameOut(Outcome.PASS);
    }

    RulingAssert fails() {
        return cameOut(Outcome.FAIL);
    }

    RulingAssert isInconclusive() {
        return cameOut(Outcome.INCONCLUSIVE);
    }

    RulingAssert naming(String... words) {
        Assertions.assertThat(actual.reason()).contains(words);
        return this;
    }

    RulingAssert notNaming(String... words) {
        Assertions.assertThat(actual.reason()).doesNotContain(words);
        return this;
    }

    RulingAssert withRemedy(Remedy.Level level, String path) {
        Assertions.assertThat(actual.remedy())
                .hasValueSatisfying(remedy -> Assertions.assertThat(remedy)
                        .extracting(Remedy::level, Remedy::path)
                        .containsExactly(level, path));
        return this;
    }

    private RulingAssert cameOut(Outcome expected) {
        Assertions.assertThat(actual.outcome()).as(actual.reason()).isEqualTo(expected);
        return this;
    }
}
