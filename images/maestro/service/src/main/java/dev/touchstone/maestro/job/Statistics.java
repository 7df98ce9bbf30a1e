package dev.touchstone.maestro.job;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Sum, mean and variance of decimal numbers. Nothing is rounded on the way: mean and variance are each one division of exact
 * integers' worth, given with 34 digits.
 *
 * @param numbers at least one
 */
public record Statistics(List<BigDecimal> numbers) implements Work {

    public static final String KIND = "statistics";

    public Statistics {
        numbers = numbers.stream().map(Decimals::shortest).toList();
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("no number: there is no mean of nothing");
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("kind", KIND, "numbers", String.valueOf(numbers.size()));
    }

    @Override
    public Figures perform() {
        BigDecimal count = BigDecimal.valueOf(numbers.size());
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (BigDecimal number : numbers) {
            sum = sum.add(number);
            squares = squares.add(number.multiply(number));
        }
        // Of the whole population: (n * sum of squares - square of the sum) / n².
        BigDecimal spread = count.multiply(squares).subtract(sum.multiply(sum));
        return Figures.of(Map.of(
                "count", count,
                "sum", sum,
                "mean", sum.divide(count, MathContext.DECIMAL128),
                "variance", spread.divide(count.multiply(count), MathContext.DECIMAL128),
                "smallest", Collections.min(numbers),
                "largest", Collections.max(numbers)));
    }
}
