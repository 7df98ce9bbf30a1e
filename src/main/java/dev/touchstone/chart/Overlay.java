package dev.touchstone.chart;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values laid over a chart's own.
 *
 * @param files the last one wins
 * @param set single values by their dotted path, which win over the files
 */
public record Overlay(List<Path> files, Map<String, Object> set) {

    public Overlay {
        files = List.copyOf(files);
        set = new TreeMap<>(set);
    }

    public static Overlay of(List<Path> files) {
        return new Overlay(files, Map.of());
    }

    @Override
    public String toString() {
        if (files.isEmpty() && set.isEmpty()) {
            return "its own values";
        }
        return "its own values" + (files.isEmpty() ? "" : " under " + files) + (set.isEmpty() ? "" : " with " + set);
    }
}
