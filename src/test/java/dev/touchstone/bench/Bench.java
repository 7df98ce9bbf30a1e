package dev.touchstone.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Medians of several measurements of one run, and their ratios: timings of different runs are not comparable. */
public final class Bench {

    private final Map<String, double[]> seconds = new LinkedHashMap<>();
    private final int rounds;

    public Bench(int rounds) {
        this.rounds = rounds;
    }

    /** Measure one round of a row. */
    public <T> T measure(String row, int round, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        T result = work.call();
        record(row, round, (System.nanoTime() - start) / 1e9);
        return result;
    }

    /** Take down what was measured elsewhere, in seconds. */
    public void record(String row, int round, double took) {
        seconds.computeIfAbsent(row, key -> new double[rounds])[round] = took;
        System.out.printf("  round %d  %-38s %8.2f s%n", round + 1, row, took);
    }

    /** Print every row with its minimum, median and maximum. */
    public void print() {
        System.out.printf("%n%-40s %10s %10s %10s%n", "", "min", "median", "max");
        seconds.forEach((row, values) -> {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            System.out.printf(
                    "%-40s %8.2f s %8.2f s %8.2f s%n", row, sorted[0], median(row), sorted[sorted.length - 1]);
        });
    }

    /** Print the ratio of two medians and the goal; tell whether it was reached. */
    public boolean ratio(String row, String to, double goal) {
        double ratio = median(row) / median(to);
        boolean reached = ratio <= goal;
        System.out.printf("%s / %s = %.3f (goal: at most %.2f) %s%n", row, to, ratio, goal, reached ? "✓" : "✗");
        return reached;
    }

    private double median(String row) {
        List<Double> sorted = Arrays.stream(seconds.getOrDefault(row, new double[] {Double.NaN}))
                .boxed()
                .sorted(Comparator.naturalOrder())
                .toList();
        return sorted.get(sorted.size() / 2);
    }
}
