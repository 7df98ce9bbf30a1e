package dev.touchstone.judge;

import dev.touchstone.observe.Admission;
import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Judges facts. The same facts give the same verdicts, in the same order, whenever and wherever it is asked. */
public final class Judge {

    private static final List<ContainerCheck> CONTAINER_CHECKS = List.of(
            new NonRoot(),
            new NoNewPrivileges(),
            new ReadOnlyRoot(),
            new CapabilitiesDropped(),
            new DeclaredWritesOnly(),
            new Seccomp(),
            new Resources(),
            new NoHostNamespaces(),
            new NoHostPaths(),
            new NoToken(),
            new NoUndeclaredListeners(),
            new NoSetuid());

    private final Set<CheckId> wanted;

    /** @param wanted the checks to make; all of them for an acceptance */
    public Judge(Set<CheckId> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /** Everything that is wanted, of everything that was seen. */
    public List<Verdict> judge(ReleaseFacts facts) {
        List<Verdict> verdicts = new ArrayList<>();
        facts.admissions().forEach(admission -> verdicts.add(judge(admission)));
        facts.workloads().forEach(workload -> verdicts.add(running(workload, facts)));
        facts.containers().forEach(container -> verdicts.addAll(judge(container, facts.containers())));
        facts.steps().forEach(step -> verdicts.add(judge(step)));
        facts.untried()
                .forEach(step -> verdicts.add(Verdict.of(
                        CheckId.FUNCTION,
                        Subject.of(step, "function"),
                        Ruling.inconclusive("it was not tried, because the release did not become Ready"))));
        return verdicts.stream()
                .filter(verdict -> wanted.contains(verdict.check()))
                .toList();
    }

    /** The verdict on one pod template. */
    public Verdict judge(Admission admission) {
        return Verdict.of(CheckId.ADMITTED, admission.subject(), Admitted.judge(admission));
    }

    /** The verdicts on one container, with its replicas in view. */
    public List<Verdict> judge(ContainerFacts container, List<ContainerFacts> all) {
        List<Verdict> verdicts = new ArrayList<>();
        for (ContainerCheck check : CONTAINER_CHECKS) {
            verdicts.add(Verdict.of(check.id(), container.subject(), check.judge(container)));
        }
        verdicts.add(Verdict.of(CheckId.IMAGE_DIGEST, container.subject(), ImageDigest.judge(container, all)));
        return verdicts;
    }

    /** The verdict on one functional step. */
    public Verdict judge(StepFacts step) {
        return Verdict.of(CheckId.FUNCTION, Subject.of(step.name(), "function"), Function.judge(step));
    }

    private static Verdict running(String workload, ReleaseFacts facts) {
        List<PodFacts> pods = facts.pods().stream()
                .filter(pod -> pod.workload().equals(workload))
                .toList();
        return Verdict.of(
                CheckId.RUNNING, Subject.of(workload, "workload"), RunningPods.judge(workload, pods, facts.rollout()));
    }
}
