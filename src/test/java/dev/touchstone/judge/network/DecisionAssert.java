package dev.touchstone.judge.network;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** Asserts on decisions: how they came out, and that the words name what a reader must know. */
final class DecisionAssert extends AbstractAssert<DecisionAssert, Decision> {

    private DecisionAssert(Decision actual) {
        super(actual, DecisionAssert.class);
    }

    static DecisionAssert assertThat(Decision actual) {
        return new DecisionAssert(actual);
    }

    DecisionAssert isAllowed() {
        return cameOut(true);
    }

    DecisionAssert isBlocked() {
        return cameOut(false);
    }

    DecisionAssert naming(String... words) {
        Assertions.assertThat(actual.words()).contains(words);
        return this;
    }

    private DecisionAssert cameOut(boolean allowed) {
        Assertions.assertThat(actual.allowed()).as(actual.words()).isEqualTo(allowed);
        return this;
    }
}
