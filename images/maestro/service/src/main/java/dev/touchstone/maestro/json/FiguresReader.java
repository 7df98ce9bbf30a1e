package dev.touchstone.maestro.json;

import dev.touchstone.maestro.job.Figures;
import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads figures that this service has stored. */
public final class FiguresReader {

    private FiguresReader() {}

    /** Back from {@link JobWriter#figures}. */
    public static Figures read(String text) {
        SortedMap<String, BigDecimal> values = new TreeMap<>();
        Json.read(text)
                .properties()
                .forEach(field -> values.put(field.getKey(), field.getValue().decimalValue()));
        return new Figures(values);
    }
}
