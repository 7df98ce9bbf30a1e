package dev.touchstone.mutate;

import dev.touchstone.chart.PodTemplate;

/**
 * One pod template with one weakness.
 *
 * @param operator that made it
 * @param template as rendered
 * @param site what of the pod is weakened
 * @param container which is weakened; of a pod as a whole, the first one, which must show it
 * @param weakened the same template, weakened
 */
public record Mutant(Operator operator, PodTemplate template, Site site, String container, PodTemplate weakened) {

    /** Such as {@code writable-root of deployment/spark-sa-master, main container master}. */
    public String name() {
        return "%s of %s, %s"
                .formatted(
                        operator.name(),
                        template.workload(),
                        site == Site.POD ? "pod" : "%s container %s".formatted(site.id(), container));
    }

    /** The container that must show it: of a pod that was given one, the given one. */
    public String shownBy() {
        return operator.name().equals(HardeningOperators.BARE_SIDECAR) ? Graft.BARE : container;
    }

    /** Whether the template was as weak before, or the operator found nothing to weaken. */
    boolean changesNothing() {
        return weakened.spec().equals(template.spec()) && weakened.metadata().equals(template.metadata());
    }
}
