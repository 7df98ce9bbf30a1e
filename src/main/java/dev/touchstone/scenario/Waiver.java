package dev.touchstone.scenario;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A finding that somebody has accepted.
 *
 * @param check id of the check
 * @param workload the workload that it is about; empty for all
 * @param container the container that it is about; empty for all
 * @param reason why it is accepted
 * @param owner who answers for it
 * @param expires the last day on which it holds
 * @param mayBeIdle whether a run without such a finding can be accepted
 */
public record Waiver(
        String check,
        Optional<String> workload,
        Optional<String> container,
        String reason,
        String owner,
        LocalDate expires,
        boolean mayBeIdle) {

    /** One that must accept something, or be removed. */
    public Waiver(
            String check,
            Optional<String> workload,
            Optional<String> container,
            String reason,
            String owner,
            LocalDate expires) {
        this(check, workload, container, reason, owner, expires, false);
    }

    /** The same for a case of the scenario, which may be without the finding. */
    public Waiver inherited() {
        return new Waiver(check, workload, container, reason, owner, expires, true);
    }
}
