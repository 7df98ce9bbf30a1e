package dev.touchstone.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of what several tools took for the same, the first tool being the one that wants to be the fastest. */
public final class PeerTable {

    private static final int LEFT = 210;
    private static final int WIDTH = 420;
    private static final int BAR = 14;

    private static final List<String> COLOURS = List.of("#1b6ac9", "#8a8f98", "#b3b8c0", "#d3d7dc", "#e9ebee");

    private final List<String> tools;
    private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();
    private final Map<String, String> notes = new HashMap<>();

    public PeerTable(List<String> tools) {
        this.tools = List.copyOf(tools);
    }

    /** Take down a measurement, in seconds. */
    public void record(String row, String tool, double took) {
        rows.computeIfAbsent(row, key -> new LinkedHashMap<>())
                .computeIfAbsent(tool, key -> new ArrayList<>())
                .add(took);
        System.out.printf("  %-30s %-20s %8.2f s%n", row, tool, took);
    }

    /** Say something of a cell. */
    public void note(String row, String tool, String text) {
        notes.put(row + tool, ", " + text);
    }

    /** The table as Markdown: medians, and every measurement below it. */
    public String text() {
        StringBuilder text = new StringBuilder(
                "| | " + String.join(" | ", tools) + " |\n|---|" + "---|".repeat(tools.size()) + "\n");
        rows.forEach((row, cells) -> {
            text.append("| ").append(row).append(" |");
            tools.forEach(tool -> text.append(
                    cells.containsKey(tool)
                            ? " %.1f s%s |".formatted(median(cells.get(tool)), notes.getOrDefault(row + tool, ""))
                            : " not measured |"));
            text.append('\n');
        });
        text.append('\n');
        rows.forEach((row, cells) -> cells.forEach((tool, all) -> text.append("%s, %s: %s%n"
                .formatted(
                        row,
                        tool,
                        String.join(" ", all.stream().map("%.2f"::formatted).toList())))));
        return text.toString();
    }

    /** Whether the first tool took the least in every row. */
    public boolean firstIsFastest() {
        return rows.values().stream()
                .allMatch(cells -> tools.stream()
                        .allMatch(tool -> median(cells.getOrDefault(tools.get(0), List.of()))
                                <= median(cells.getOrDefault(tool, List.of()))));
    }

    /** The table as an SVG: a group of bars for each row, as long as the slowest of its tools is slower. */
    public String picture() {
        int height = rows.size() * (tools.size() * BAR + 16) + 30;
        StringBuilder svg = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                        .formatted(LEFT + WIDTH + 110, height));
        int y = 16;
        for (Map.Entry<String, Map<String, List<Double>>> row : rows.entrySet()) {
            double longest = tools.stream()
                    .filter(row.getValue()::containsKey)
                    .mapToDouble(tool -> median(row.getValue().getOrDefault(tool, List.of())))
                    .max()
                    .orElse(1);
            svg.append("<text x=\"8\" y=\"%d\" fill=\"#222\">%s</text>%n".formatted(y + BAR - 3, row.getKey()));
            for (String tool :
                    tools.stream().filter(row.getValue()::containsKey).toList()) {
                double took = median(row.getValue().getOrDefault(tool, List.of()));
                double width = WIDTH * took / longest;
                svg.append("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n"
                        .formatted(LEFT, y, width, BAR - 2, COLOURS.get(tools.indexOf(tool))));
                svg.append("<text x=\"%.1f\" y=\"%d\" fill=\"#222\">%s %.1f s</text>%n"
                        .formatted(LEFT + width + 5, y + BAR - 4, tool, took));
                y += BAR;
            }
            y += 16;
        }
        return svg.append("</svg>\n").toString();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        return size == 0 ? Double.NaN : (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }
}
