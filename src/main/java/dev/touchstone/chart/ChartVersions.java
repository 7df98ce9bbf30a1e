package dev.touchstone.chart;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Versions of a chart, the newest first.
 *
 * @param all of them, without what is none, such as a tag {@code latest}
 */
record ChartVersions(List<String> all) {

    private static final Pattern EXACT =
            Pattern.compile("v?[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");
    private static final int SHOWN = 10;

    ChartVersions {
        all = List.copyOf(all);
    }

    static ChartVersions of(Stream<String> names) {
        return new ChartVersions(names.filter(ChartVersions::isExact)
                .sorted(Comparator.comparing(ChartVersions::parsed).reversed())
                .toList());
    }

    /** Whether it is one version, and will be tomorrow. */
    static boolean isExact(String version) {
        return EXACT.matcher(version).matches();
    }

    // Versions of Java's modules are ordered as semantic ones are, releases before builds of them.
    private static Version parsed(String version) {
        return Version.parse(version.replaceFirst("^v", ""));
    }

    Optional<String> newestStable() {
        return all.stream().filter(version -> !version.contains("-")).findFirst();
    }

    /** For a message. */
    @Override
    public String toString() {
        String first = all.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return all.isEmpty()
                ? "none"
                : first + (all.size() > SHOWN ? " and %d older".formatted(all.size() - SHOWN) : "");
    }
}
