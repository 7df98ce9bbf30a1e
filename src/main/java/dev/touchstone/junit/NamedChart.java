package dev.touchstone.junit;

import dev.touchstone.chart.Chart;
import dev.touchstone.chart.ChartRegistry;
import dev.touchstone.chart.ChartRepository;
import dev.touchstone.chart.PulledChart;
import dev.touchstone.scenario.ChartSource;

/** Gets the chart that a scenario names: where it lies, or pulled. */
final class NamedChart {

    private NamedChart() {}

    static Chart of(ChartSource source) {
        if (source instanceof ChartSource.InRegistry in) {
            return PulledChart.of(new ChartRegistry(in.oci()), in.version(), in.sha256());
        }
        if (source instanceof ChartSource.InRepository in) {
            return PulledChart.of(new ChartRepository(in.url(), in.name()), in.version(), in.sha256());
        }
        return Chart.at(((ChartSource.AtPath) source).path());
    }
}
