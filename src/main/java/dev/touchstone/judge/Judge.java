package dev.touchstone.judge;

import dev.touchstone.observe.AcceptanceFacts;
import dev.touchstone.observe.AccountFacts;
import dev.touchstone.observe.Admission;
import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.DisruptionFacts;
import dev.touchstone.observe.DisturbanceFacts;
import dev.touchstone.observe.IdentityFacts;
import dev.touchstone.observe.NetworkFacts;
import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges facts. The same facts give the same verdicts, in the same order, whenever and wherever it is asked. It is not final, so
 * that a test can put one in its place that sleeps.
 */
public class Judge {

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

    /** The subject of what became of acknowledged writes. */
    public static final String LEDGER = "acknowledged writes";

    private static final String DISTURBANCE = "disturbance";

    private final Set<CheckId> wanted;

    /** @param wanted the checks to make; all of them for an acceptance */
    public Judge(Set<CheckId> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /** Everything that is wanted, of everything that was seen. */
    public List<Verdict> judge(AcceptanceFacts facts) {
        List<Verdict> verdicts = new ArrayList<>(judge(facts.release()));
        facts.baseline().ifPresent(baseline -> verdicts.addAll(parity(facts.release(), baseline)));
        facts.upgrade().ifPresent(upgrade -> verdicts.addAll(new Upgraded(upgrade, facts.baseline()).verdicts()));
        facts.identities().forEach(identity -> verdicts.addAll(identity(identity)));
        facts.disturbed().ifPresent(disturbed -> verdicts.addAll(disturbed(disturbed)));
        return verdicts.stream()
                .filter(verdict -> wanted.contains(verdict.check()))
                .toList();
    }

    private static List<Verdict> parity(ReleaseFacts hardened, ReleaseFacts baseline) {
        List<Verdict> verdicts = new ArrayList<>();
        // Replicas are the same container: the first speaks for all, but for what their logs say.
        Map<String, ContainerFacts> off = firsts(baseline);
        firsts(hardened)
                .forEach((label, container) -> verdicts.add(Verdict.of(
                        CheckId.PARITY,
                        container.subject().ofWorkload(),
                        Optional.ofNullable(off.get(label))
                                .map(other ->
                                        Parity.judge(container, other, hardened.footprints(), baseline.footprints()))
                                .orElseGet(() -> Ruling.inconclusive("there is no such container with hardening off: "
                                        + baseline.rollout().message())))));
        hardened.steps()
                .forEach(step -> verdicts.add(Verdict.of(
                        CheckId.PARITY,
                        Subject.of(step.name(), "function"),
                        baseline.steps().stream()
                                .filter(other -> other.name().equals(step.name()))
                                .findFirst()
                                .map(other -> Parity.judge(step, other))
                                .orElseGet(() -> Ruling.inconclusive("it was not tried with hardening off: "
                                        + baseline.rollout().message())))));
        return verdicts;
    }

    private static Map<String, ContainerFacts> firsts(ReleaseFacts facts) {
        Map<String, ContainerFacts> firsts = new LinkedHashMap<>();
        facts.containers().stream()
                .filter(container -> container.access() != ContainerFacts.Access.STATUS)
                .forEach(container -> firsts.putIfAbsent(container.subject().label(), container));
        return firsts;
    }

    private static List<Verdict> disturbed(DisturbanceFacts facts) {
        Disturbed disturbed = new Disturbed(facts);
        List<Verdict> verdicts = new ArrayList<>();
        facts.disturbances()
                .forEach(each -> verdicts.add(
                        Verdict.of(CheckId.DISRUPTION, Subject.of(each.name(), DISTURBANCE), disturbed.judge(each))));
        facts.ledger()
                .forEach(ledger -> verdicts.add(
                        Verdict.of(CheckId.DISRUPTION, Subject.of(LEDGER, DISTURBANCE), disturbed.judge(ledger))));
        return verdicts;
    }

    private static List<Verdict> identity(IdentityFacts identity) {
        List<Verdict> verdicts = new ArrayList<>();
        identity.release()
                .containers()
                .forEach(container -> verdicts.add(Verdict.of(
                        CheckId.ARBITRARY_UID,
                        container.subject().inPhase(identity.name()),
                        ArbitraryUid.judge(container, identity).as(identity.name()))));
        identity.release()
                .steps()
                .forEach(step -> verdicts.add(Verdict.of(
                        CheckId.ARBITRARY_UID,
                        Subject.of(step.name(), identity.name()),
                        Function.judge(step, identity.release().footprints()).as(identity.name()))));
        identity.release()
                .untried()
                .forEach(step -> verdicts.add(Verdict.of(
                        CheckId.ARBITRARY_UID,
                        Subject.of(step, identity.name()),
                        Ruling.inconclusive("it was not tried: "
                                        + identity.release().rollout().message())
                                .as(identity.name()))));
        return verdicts;
    }

    /** Everything that is wanted, of one release by itself. */
    public List<Verdict> judge(ReleaseFacts facts) {
        List<Verdict> verdicts = new ArrayList<>();
        facts.admissions().forEach(admission -> verdicts.add(judge(admission)));
        facts.workloads().forEach(workload -> verdicts.add(running(workload, facts)));
        facts.containers().forEach(container -> verdicts.addAll(judge(container, facts.containers())));
        facts.accounts().forEach(account -> verdicts.add(judge(account)));
        facts.network().ifPresent(network -> verdicts.addAll(judge(network)));
        facts.disruption().ifPresent(disruption -> verdicts.addAll(judge(disruption)));
        facts.steps()
                .forEach(step -> verdicts.add(Verdict.of(
                        CheckId.FUNCTION,
                        Subject.of(step.name(), "function"),
                        Function.judge(step, facts.footprints()))));
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

    /** The verdict on one service account. */
    public Verdict judge(AccountFacts account) {
        return Verdict.of(CheckId.LEAST_RIGHTS, Subject.of(account.name(), "account"), LeastRights.judge(account));
    }

    /** The verdicts on everybody who dialled. */
    public List<Verdict> judge(NetworkFacts network) {
        Reachability reachability = new Reachability(network);
        return reachability.sources().stream()
                .map(source ->
                        Verdict.of(CheckId.REACHABILITY, Subject.of(source, "network"), reachability.judge(source)))
                .toList();
    }

    /** The verdicts on every workload that a drain would meet. */
    public List<Verdict> judge(DisruptionFacts facts) {
        Disruption disruption = new Disruption(facts);
        return facts.workloads().stream()
                .map(evicted -> Verdict.of(
                        CheckId.DISRUPTION, Subject.of(evicted.workload(), "disruption"), disruption.judge(evicted)))
                .toList();
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

    private static Verdict running(String workload, ReleaseFacts facts) {
        List<PodFacts> pods = facts.pods().stream()
                .filter(pod -> pod.workload().equals(workload))
                .toList();
        return Verdict.of(
                CheckId.RUNNING, Subject.of(workload, "workload"), RunningPods.judge(workload, pods, facts.rollout()));
    }
}
