package dev.touchstone.maestro.job;

import java.math.BigDecimal;
import java.util.BitSet;
import java.util.Map;

/**
 * Counts prime numbers.
 *
 * @param below the first number that is no longer looked at
 */
public record Primes(int below) implements Work {

    public static final String KIND = "primes";

    /** There is no prime below 2, and so no largest one. */
    public static final int LEAST = 3;

    /** A sieve of a little more than a megabyte. */
    public static final int MOST = 10_000_000;

    public Primes {
        if (below < LEAST || below > MOST) {
            throw new IllegalArgumentException("below is %d, expected %d to %d".formatted(below, LEAST, MOST));
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("kind", KIND, "below", String.valueOf(below));
    }

    @Override
    public Figures perform() {
        BitSet primes = new BitSet(below);
        primes.set(2, below);
        for (int prime = 2; (long) prime * prime < below; prime = primes.nextSetBit(prime + 1)) {
            for (int multiple = prime * prime; multiple < below; multiple += prime) {
                primes.clear(multiple);
            }
        }
        return Figures.of(Map.of(
                "count", BigDecimal.valueOf(primes.cardinality()),
                "largest", BigDecimal.valueOf(primes.previousSetBit(below))));
    }
}
