package dev.touchstone.observe;

import java.util.List;
import java.util.Optional;

/**
 * Everything that was seen of one release.
 *
 * @param admissions what the API server said of every pod template
 * @param rollout whether the release became Ready
 * @param workloads those that must have pods, as kubectl writes them
 * @param pods as they were at the end of the run
 * @param containers what was seen of every container
 * @param steps functional steps that were tried
 * @param footprints what each container had taken, and was refused, when the steps had been tried
 * @param accounts service accounts to which the chart binds roles
 * @param network who reached whom; absent where the chart has no policies
 * @param disruption what became of pods that were asked to go; absent where the chart has no budgets
 * @param untried names of those that were not, because the release did not become Ready
 */
public record ReleaseFacts(
        List<Admission> admissions,
        RolloutFacts rollout,
        List<String> workloads,
        List<PodFacts> pods,
        List<ContainerFacts> containers,
        List<StepFacts> steps,
        List<Footprint> footprints,
        List<AccountFacts> accounts,
        Optional<NetworkFacts> network,
        Optional<DisruptionFacts> disruption,
        List<String> untried) {

    public ReleaseFacts {
        admissions = List.copyOf(admissions);
        workloads = List.copyOf(workloads);
        pods = List.copyOf(pods);
        containers = List.copyOf(containers);
        steps = List.copyOf(steps);
        footprints = List.copyOf(footprints);
        accounts = List.copyOf(accounts);
        untried = List.copyOf(untried);
    }

    /**
     * Of a release of which nothing was seen.
     *
     * @param untried names of the steps that were therefore not tried
     */
    public static ReleaseFacts unseen(RolloutFacts rollout, List<String> untried) {
        return tried(rollout, List.of(), List.of(), List.of(), untried);
    }

    /**
     * Of a release of which was seen what runs, and what it does.
     *
     * @param untried names of the steps that were not tried
     */
    public static ReleaseFacts tried(
            RolloutFacts rollout,
            List<String> workloads,
            List<PodFacts> pods,
            List<StepFacts> steps,
            List<String> untried) {
        return new ReleaseFacts(
                List.of(),
                rollout,
                workloads,
                pods,
                List.of(),
                steps,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                untried);
    }

    /** The same of other workloads that must have pods. */
    public ReleaseFacts ofWorkloads(List<String> others) {
        return new ReleaseFacts(
                admissions,
                rollout,
                others,
                pods,
                containers,
                steps,
                footprints,
                accounts,
                network,
                disruption,
                untried);
    }

    /**
     * How the install went.
     *
     * @param ready whether every workload became Ready
     * @param message what was seen at the end
     * @param millis how long it took
     */
    public record RolloutFacts(boolean ready, String message, long millis) {}
}
