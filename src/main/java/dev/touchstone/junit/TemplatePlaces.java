package dev.touchstone.junit;

import dev.touchstone.chart.PodTemplate;
import dev.touchstone.evidence.Sarif.Place;
import dev.touchstone.judge.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the place in a chart's templates that a verdict is about. */
final class TemplatePlaces {

    private final Path chart;
    private final Map<String, String> sources;

    private TemplatePlaces(Path chart, Map<String, String> sources) {
        this.chart = chart;
        this.sources = sources;
    }

    static TemplatePlaces of(PreparedScenario prepared) {
        return new TemplatePlaces(
                prepared.chart().folder(),
                prepared.rendered().podTemplates().stream()
                        .collect(Collectors.toMap(
                                PodTemplate::workload, PodTemplate::source, (first, second) -> first)));
    }

    /**
     * The line of the template on which the container has its name; the first one where a name is made by the template. Empty for
     * what no template of the chart itself declares.
     */
    Optional<Place> of(Verdict verdict) {
        // A source is CHART/templates/FILE; that of a subchart has more folders, which lie in the chart as well.
        return Optional.ofNullable(sources.get(verdict.subject().workload()))
                .map(source -> chart.resolve(source.substring(source.indexOf('/') + 1)))
                .filter(Files::isRegularFile)
                .map(file -> new Place(path(file), line(file, verdict.subject().container())));
    }

    private static String path(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = file.toAbsolutePath().normalize();
        return (absolute.startsWith(here) ? here.relativize(absolute) : absolute)
                .toString()
                .replace('\\', '/');
    }

    private static int line(Path file, String container) {
        if (container.isEmpty()) {
            return 1;
        }
        Pattern name = Pattern.compile("\\bname:\\s*[\"']?" + Pattern.quote(container) + "[\"']?\\s*(?:[,}#]|$)");
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (name.matcher(lines.get(i)).find()) {
                    return i + 1;
                }
            }
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
