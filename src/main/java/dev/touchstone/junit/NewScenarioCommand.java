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
import dev.touchstone.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a first scenario of a chart: {@code scripts/new-scenario}. */
@Command(
        name = "scripts/new-scenario",
        description = "Renders a chart and writes a first scenario for it; needs no cluster.",
        exitCodeOnExecutionException = 2,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:written", "2:not written: the message says what is wrong"})
public final class NewScenarioCommand implements Callable<Integer> {

    private static final int NOT_WRITTEN = 2;
    private static final int LONGEST_NAME = 45;
    private static final String SCHEMA = "scenario.schema.json";
    private static final Path OWN_SCHEMA = Path.of("src/main/resources/dev/touchstone/scenario", SCHEMA);

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ChartArguments chart;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the scenario; the chart's unless told.")
    private String name = "";

    @Option(
            names = "--values",
            paramLabel = "FILE",
            description = "Values that are laid over the chart's own. May be repeated.")
    private List<Path> values = List.of();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli's
    private boolean help;

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
        Chart found = chart.found();
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
        ScenarioDraft draft = new ScenarioDraft(
                called,
                ChartArguments.from(folder, schema(scenarios, OWN_SCHEMA)),
                chart.key(found, folder),
                values.stream().map(each -> ChartArguments.from(folder, each)).toList(),
                found,
                rendered);
        Files.writeString(file, draft.yaml());
        told(draft, file);
    }

    /** The schema for the author's editor: Touchstone's own where this is its checkout, else a copy beside the scenarios. */
    static Path schema(Path scenarios, Path own) throws IOException {
        if (Files.exists(own)) {
            return own;
        }
        Path copy = scenarios.resolve(SCHEMA);
        try (InputStream json = Objects.requireNonNull(Scenario.class.getResourceAsStream(SCHEMA))) {
            Files.copy(json, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }

    private Rendered rendered(Chart found, String release) {
        try (Renderer renderer = Renderer.of(found, KubernetesVersion.newest())) {
            Rendered rendered = renderer.render(release, release + "-test", Overlay.of(values));
            if (rendered.podTemplates().isEmpty()) {
                throw new ChartException(
                        "chart %s renders no pod: nothing would be proven. If a value switches it on, give it in a file: --values FILE"
                                .formatted(found.name()),
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

    private void told(ScenarioDraft draft, Path file) {
        PrintWriter out = spec.commandLine().getOut();
        Rendered rendered = draft.rendered();
        out.println("chart %s %s".formatted(draft.chart().name(), draft.chart().version()));
        out.println("  workloads: " + String.join(", ", rendered.workloads()));
        out.println("  its own test: " + (rendered.hasTests() ? "yes" : "none; helm test would have nothing to run"));
        out.println("  HTTP: "
                + orNone(draft.ports().stream()
                        .map(port -> "%s:%s%s".formatted(port.service(), port.port(), port.path()))
                        .collect(Collectors.joining(", "))));
        out.println("  holds data: " + orNone(String.join(", ", draft.keepers())));
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

    private static String orNone(String list) {
        return list.isEmpty() ? "none" : list;
    }
}
