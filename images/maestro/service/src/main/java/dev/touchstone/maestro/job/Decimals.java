package dev.touchstone.maestro.job;

import java.math.BigDecimal;

/** One way of writing each number. */
final class Decimals {

    /** Beyond as many digits, an exponent is easier to read than zeros. */
    private static final int MOST_ZEROS = 40;

    private Decimals() {}

    static BigDecimal shortest(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 && stripped.scale() >= -MOST_ZEROS ? stripped.setScale(0) : stripped;
    }
}
