package dev.touchstone.mutate;

import dev.touchstone.chart.Rendered;
import dev.touchstone.chart.RenderedObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts many mutants into one install: those on different workloads, on different containers, and those on one container which
 * turn different checks red. So none masks another, and each red has one cause.
 */
public final class Batches {

    private Batches() {}

    /** As few as there can be, by taking each mutant into the first that has room for it. */
    public static List<List<Mutant>> of(List<Mutant> mutants) {
        return of(mutants, Batches::isMasked);
    }

    /** With no two mutants in one workload. */
    public static List<List<Mutant>> alone(List<Mutant> mutants) {
        return of(
                mutants,
                (one, other) ->
                        one.template().workload().equals(other.template().workload()));
    }

    private static List<List<Mutant>> of(List<Mutant> mutants, BiPredicate<Mutant, Mutant> excludes) {
        List<List<Mutant>> batches = new ArrayList<>();
        for (Mutant mutant : mutants) {
            batches.stream()
                    .filter(batch -> batch.stream().noneMatch(other -> excludes.test(mutant, other)))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Mutant> added = new ArrayList<>();
                        batches.add(added);
                        return added;
                    })
                    .add(mutant);
        }
        return batches;
    }

    private static boolean isMasked(Mutant one, Mutant other) {
        boolean samePlace = one.template().workload().equals(other.template().workload())
                && (one.site() == Site.POD
                        || other.site() == Site.POD
                        || one.container().equals(other.container()));
        return samePlace && !disjoint(one, other);
    }

    private static boolean disjoint(Mutant one, Mutant other) {
        Set<dev.touchstone.judge.CheckId> both =
                EnumSet.copyOf(one.operator().sighting().orElseThrow().reds());
        both.retainAll(other.operator().sighting().orElseThrow().reds());
        return both.isEmpty();
    }

    /** A render with all mutants of a batch in it, and one replica of each workload. */
    public static Rendered weakened(Rendered rendered, List<Mutant> batch) {
        List<RenderedObject> objects = rendered.objects().stream()
                .map(object -> weakened(object, batch))
                .toList();
        return new Rendered(rendered.manifest(), objects);
    }

    private static RenderedObject weakened(RenderedObject object, List<Mutant> batch) {
        ObjectNode json = (ObjectNode) object.json().deepCopy();
        if (json.path("spec").has("replicas")) {
            json.withObject("/spec").put("replicas", 1);
        }
        batch.stream()
                .filter(mutant -> mutant.template().workload().equals(object.reference()))
                .forEach(mutant -> mutant.operator()
                        .weaken()
                        .accept(new WeakPod(
                                (ObjectNode) json.at(mutant.template().path()), mutant.container())));
        return new RenderedObject(json, object.source());
    }
}
