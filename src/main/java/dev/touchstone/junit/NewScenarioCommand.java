package dev.touchstone.junit;

import dev.touchstone.chart.Chart;
import dev.touchstone.chart.ChartException;
import dev.touchstone.chart.Overlay;
import dev.touchstone.chart.Rendered;
import dev.touchstone.chart.Renderer;
import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.image.ImageReference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a first scenario of a chart: {@code scripts/new-scenario}. */
@Command(
        name = "scripts/new-scenario",
        description = "Renders a chart and writes a first scenario for it; needs no cluster.",
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = 2,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:written", "2:not written: the message says what is wrong"})
public final class NewScenarioCommand implements Callable<Integer> {

    private static final int NOT_WRITTEN = 2;
    private static final int LONGEST_NAME = 45;
    private static final Path SCHEMA = Path.of("src/main/resources/dev/touchstone/scenario/scenario.schema.json");

    @Parameters(paramLabel = "CHART", description = "A chart's folder, or its package (.tgz).")
    @SuppressWarnings("NullAway.Init")
    private String chart;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the scenario; the chart's unless told.")
    private String name = "";

    @Option(
            names = "--values",
            paramLabel = "FILE",
            description = "Values that are laid over the chart's own. May be repeated.")
    private List<Path> values = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    /** Run the command line. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new NewScenarioCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        try {
            written(Path.of(System.getProperty("touchstone.scenarios.folder", "scenarios")));
            return 0;
        } catch (ChartException | IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return NOT_WRITTEN;
        }
    }

    private void written(Path scenarios) throws IOException {
        Path given = there();
        Chart found = Chart.at(given);
        String called = name.isEmpty() ? slug(found.name()) : name;
        if (!called.equals(slug(called))) {
            throw new IllegalArgumentException(
                    "--name: found %s, allowed: lower case letters, digits and dashes, at most %d characters, such as %s"
                            .formatted(called, LONGEST_NAME, slug(called)));
        }
        Path folder = scenarios.resolve(called);
        Path file = folder.resolve("scenario.yaml");
        if (Files.exists(file)) {
            throw new IllegalArgumentException(
                    "%s exists already, and is not overwritten: give another --name, or remove it".formatted(file));
        }
        Rendered rendered = rendered(found, called);
        Files.createDirectories(folder);
        Path kept = given;
        if (Files.isRegularFile(given)) {
            // Whoever has the scenario has the chart, byte for byte.
            kept = folder.resolve(given.getFileName().toString());
            Files.copy(given, kept, StandardCopyOption.REPLACE_EXISTING);
        }
        ScenarioDraft draft = new ScenarioDraft(
                called,
                from(folder, SCHEMA),
                from(folder, kept),
                values.stream().map(each -> from(folder, each)).toList(),
                found,
                rendered);
        Files.writeString(file, draft.yaml());
        told(draft, file);
    }

    private Path there() {
        Path path = Path.of(chart);
        if (chart.contains("://")) {
            throw new IllegalArgumentException(
                    "found %s, expected a chart's folder or its package (.tgz): a scenario names what lies beside it, so that it is the same tomorrow. Fetch it first, by helm pull %s --version VERSION, and give the file"
                            .formatted(chart, chart));
        }
        if (!Files.isRegularFile(path.resolve("Chart.yaml")) && !Files.isRegularFile(path)) {
            throw new IllegalArgumentException(
                    "found %s, in which there is no Chart.yaml; expected a chart's folder, or its package (.tgz)"
                            .formatted(path));
        }
        return path;
    }

    private Rendered rendered(Chart found, String release) {
        try (Renderer renderer = Renderer.of(found, KubernetesVersion.newest())) {
            Rendered rendered = renderer.render(release, release + "-test", Overlay.of(values));
            if (rendered.podTemplates().isEmpty()) {
                throw new ChartException(
                        "chart %s renders no pod: nothing would be proven. If a value switches it on, give it in a file: --values FILE"
                                .formatted(chart),
                        null);
            }
            return rendered;
        } catch (ChartException e) {
            throw values.isEmpty() && e.getCause() != null
                    ? new ChartException(
                            "%s%nIf it needs values, give them in a file: --values FILE".formatted(e.getMessage()), e)
                    : e;
        }
    }

    private static String slug(String text) {
        String slug =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return slug.substring(0, Math.min(slug.length(), LONGEST_NAME)).replaceFirst("-+$", "");
    }

    private static String from(Path folder, Path path) {
        return folder.toAbsolutePath()
                .normalize()
                .relativize(path.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
    }

    private void told(ScenarioDraft draft, Path file) {
        PrintWriter out = spec.commandLine().getOut();
        Rendered rendered = draft.rendered();
        out.println("chart %s %s".formatted(draft.chart().name(), draft.chart().version()));
        out.println("  workloads: " + String.join(", ", rendered.workloads()));
        out.println("  its own test: " + (rendered.hasTests() ? "yes" : "none; helm test would have nothing to run"));
        out.println("  HTTP: "
                + draft.ports().stream()
                        .map(port -> port.service() + ":" + port.port())
                        .collect(Collectors.joining(", ")));
        out.println("  holds data: " + String.join(", ", draft.keepers()));
        ImageCatalog catalog = ImageCatalog.ofProject(new Engine());
        PreparedScenario.imagesOf(rendered)
                .forEach((ImageReference image) -> out.println("  image %s%s"
                        .formatted(
                                image,
                                catalog.recipeOf(image)
                                        .map(recipe -> ": can be built here, images/" + recipe)
                                        .orElse(": is pulled"))));
        out.println("%nwritten: %s%nRead it, then: scripts/accept %s".formatted(file, draft.name()));
        out.flush();
    }
}
