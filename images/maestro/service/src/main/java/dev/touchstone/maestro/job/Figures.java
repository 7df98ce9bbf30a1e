package dev.touchstone.maestro.job;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came out, by name.
 *
 * @param values without trailing zeros, so that equal figures are equal objects
 */
public record Figures(SortedMap<String, BigDecimal> values) {

    public Figures {
        SortedMap<String, BigDecimal> shortened = new TreeMap<>(values);
        shortened.replaceAll((name, value) -> Decimals.shortest(value));
        values = Collections.unmodifiableSortedMap(shortened);
    }

    /** Of a map in any order. */
    public static Figures of(Map<String, BigDecimal> values) {
        return new Figures(new TreeMap<>(values));
    }
}
