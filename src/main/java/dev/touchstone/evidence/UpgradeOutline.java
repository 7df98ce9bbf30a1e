package dev.touchstone.evidence;

import dev.touchstone.observe.Revision;
import dev.touchstone.observe.StepFacts;
import java.util.List;
import java.util.Optional;

/**
 * What of an upgrade is not a release's own: {@code upgrade.json}.
 *
 * @param revisions which pod template each workload's pods were of after it
 * @param migration the Job that was run before it; empty where the scenario names none
 */
public record UpgradeOutline(List<Revision> revisions, Optional<StepFacts> migration) {

    public UpgradeOutline {
        revisions = List.copyOf(revisions);
    }
}
