package dev.touchstone.observe;

import dev.touchstone.observe.ReleaseFacts.RolloutFacts;
import java.util.List;
import java.util.Optional;

/**
 * What was seen when a release with hardening off was upgraded to the hardened one, in its own namespace and with its data.
 *
 * @param release after the upgrade; of the functional steps those that read what was written before it
 * @param revisions which pod template each workload's pods were of then
 * @param migration the Job that was run before the upgrade; empty where the scenario names none
 */
public record UpgradeFacts(ReleaseFacts release, List<Revision> revisions, Optional<StepFacts> migration) {

    public UpgradeFacts {
        revisions = List.copyOf(revisions);
    }

    /** Of an upgrade that was not begun. */
    public static UpgradeFacts notBegun(
            List<String> workloads, List<String> steps, String why, Optional<StepFacts> migration) {
        return new UpgradeFacts(
                ReleaseFacts.unseen(new RolloutFacts(false, why, 0), steps).ofWorkloads(workloads),
                List.of(),
                migration);
    }
}
