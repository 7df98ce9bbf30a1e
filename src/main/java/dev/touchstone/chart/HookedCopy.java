package dev.touchstone.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A copy of a chart in which hooks are ordinary objects. Helm's library renders a chart without its hooks, and yet each of
 * them must pass admission and needs its images; so the copy calls the annotation by another name.
 */
final class HookedCopy implements AutoCloseable {

    /** The annotation of a former hook in the render. */
    static final String ANNOTATION = "touchstone.dev/hook";

    // Not the chart's name, which may be any text, and a path out of here.
    private static final String CHART = "chart";
    private static final String SUBCHARTS = "charts";
    private static final String HELMS = "helm.sh/hook";
    private static final Set<String> TEMPLATES = Set.of(".yaml", ".yml", ".tpl", ".json", ".txt");

    private static final Pattern ACTION = Pattern.compile("\\{\\{.*?\\}\\}", Pattern.DOTALL);
    private static final Pattern LOOKUP = Pattern.compile("(?<![\\w.$\"`])lookup(?=\\s)");

    private final TemporaryFolder folder;

    private HookedCopy(TemporaryFolder folder) {
        this.folder = folder;
    }

    static HookedCopy of(Chart chart) {
        try {
            TemporaryFolder copy = TemporaryFolder.make();
            Path folder = copy.path().resolve(CHART);
            for (Path file : Chart.files(chart.folder())) {
                Path relative = chart.folder().relativize(file);
                if (isPackagedSubchart(relative)) {
                    PackagedChart.unpack(file, folder.resolve(SUBCHARTS), HookedCopy::put);
                } else {
                    try (InputStream content = Files.newInputStream(file)) {
                        put(content, folder.resolve(relative.toString()));
                    }
                }
            }
            return new HookedCopy(copy);
        } catch (IOException e) {
            throw new UncheckedIOException("chart %s cannot be copied".formatted(chart.folder()), e);
        }
    }

    // A package inside a package would stay packed; Helm's own packages hold subcharts as folders.
    private static boolean isPackagedSubchart(Path file) {
        return file.startsWith(SUBCHARTS) && PackagedChart.is(file);
    }

    private static void put(InputStream content, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        if (isTemplate(target)) {
            String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(target, withoutCluster(text.replace(HELMS, ANNOTATION)));
        } else {
            Files.copy(content, target);
        }
    }

    /** As {@code helm template} does: what is looked up is not there. Helm's library would ask a cluster that nobody named. */
    static String withoutCluster(String template) {
        return ACTION.matcher(template)
                .replaceAll(action ->
                        Matcher.quoteReplacement(LOOKUP.matcher(action.group()).replaceAll("pick (dict)")));
    }

    Path chart() {
        return folder.path().resolve(CHART);
    }

    private static boolean isTemplate(Path file) {
        String name = file.getFileName().toString();
        boolean inTemplates = StreamSupport.stream(file.spliterator(), false)
                .anyMatch(part -> part.toString().equals("templates"));
        return inTemplates && TEMPLATES.stream().anyMatch(name::endsWith);
    }

    @Override
    public void close() {
        folder.close();
    }
}
