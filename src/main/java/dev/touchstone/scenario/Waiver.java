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
 */
public record Waiver(
        String check,
        Optional<String> workload,
        Optional<String> container,
        String reason,
        String owner,
        LocalDate expires) {}
