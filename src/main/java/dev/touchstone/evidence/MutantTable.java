package dev.touchstone.evidence;

import java.util.List;

/**
 * What became of the mutants, for people.
 *
 * @param layers where mutants were looked at: the columns
 * @param rows one for each operator
 * @param alive mutants that nobody has noticed for their own reason
 * @param uncounted mutants that are no weakness here, and why
 * @param score of all of them, in words
 */
public record MutantTable(
        List<String> layers, List<Row> rows, List<String> alive, List<String> uncounted, String score) {

    public MutantTable {
        layers = List.copyOf(layers);
        rows = List.copyOf(rows);
        alive = List.copyOf(alive);
        uncounted = List.copyOf(uncounted);
    }

    /**
     * One way of weakening a chart.
     *
     * @param operator its name
     * @param cells one for each layer: how many of its mutants were killed there, of how many; empty where there was none
     */
    public record Row(String operator, List<String> cells) {

        public Row {
            cells = List.copyOf(cells);
        }
    }
}
