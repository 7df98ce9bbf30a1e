package dev.touchstone.junit;

import dev.touchstone.cluster.Engine;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.image.ImageCatalog;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Scenarios;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Prints the recipes of the images that scenarios need, as far as the catalog knows any: of what their charts render to, with
 * hardening off and under other users as well, and of their steps. No engine and no cluster is asked.
 */
public final class RecipesCommand {

    private RecipesCommand() {}

    /** Run the command line: names of scenarios; all of them when there is none. */
    public static void main(String[] names) {
        ImageCatalog catalog = ImageCatalog.ofProject(new Engine());
        Scenarios all = Scenarios.ofProject();
        List<Scenario> scenarios = names.length == 0
                ? all.all()
                : Arrays.stream(names).map(all::named).toList();
        System.out.println("recipes of these scenarios: "
                + scenarios.stream()
                        .flatMap(
                                scenario -> PreparedScenario.of(scenario, KubernetesVersion.newest()).images().stream())
                        .flatMap(image -> catalog.recipeOf(image).stream())
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .collect(Collectors.joining(" ")));
    }
}
