package dev.touchstone.mutate;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Says what became of mutants, from the verdicts that the judges gave on them. */
public final class Kills {

    /** What Pod Security begins its refusals with; the API server's own validation says something else. */
    private static final String POD_SECURITY = "violates PodSecurity";

    private static final String OVERRIDDEN = "every container sets it itself";

    private final int minor;

    /** @param minor version of Kubernetes, such as 35 */
    public Kills(int minor) {
        this.minor = minor;
    }

    /** At admission, by the verdict on the weakened pod. */
    public Fate atAdmission(Mutant mutant, Verdict verdict) {
        Operator operator = mutant.operator();
        Operator.Refusal refusal = operator.refusal().orElseThrow();
        boolean red = verdict.outcome() == Outcome.FAIL;
        Optional<String> equivalent = isOverridden(mutant)
                ? Optional.of(OVERRIDDEN)
                : refusal.isExpectedOf(minor) ? Optional.empty() : Optional.of(refusal.why());
        if (equivalent.isPresent() && !red) {
            return fate(mutant, Layer.ADMISSION, CheckId.ADMITTED, Fate.Outcome.EQUIVALENT, equivalent.get());
        }
        boolean right =
                verdict.reason().contains(POD_SECURITY) && verdict.reason().contains(refusal.words());
        return fate(
                mutant,
                Layer.ADMISSION,
                CheckId.ADMITTED,
                !red ? Fate.Outcome.SURVIVED : right ? Fate.Outcome.KILLED : Fate.Outcome.KILLED_OTHERWISE,
                verdict.reason());
    }

    /** In the running container, by all verdicts on the release that it ran in. */
    public Fate atRuntime(Mutant mutant, List<Verdict> verdicts) {
        Operator.Sighting sighting = mutant.operator().sighting().orElseThrow();
        String container = mutant.shownBy();
        Optional<String> equivalent = isOverridden(mutant)
                ? Optional.of(OVERRIDDEN)
                : mutant.changesNothing() ? Optional.of("it is so already") : Optional.empty();
        if (equivalent.isPresent()) {
            return fate(mutant, Layer.RUNTIME, sighting.notices(), Fate.Outcome.EQUIVALENT, equivalent.get());
        }
        List<Verdict> own = verdicts.stream()
                .filter(verdict ->
                        verdict.subject().workload().equals(mutant.template().workload())
                                && verdict.subject().container().equals(container))
                .toList();
        Optional<Verdict> check = own.stream()
                .filter(verdict -> verdict.check() == sighting.notices())
                .findFirst();
        Fate.Outcome outcome = check.filter(verdict -> verdict.outcome() == Outcome.FAIL)
                .map(verdict -> verdict.reason().contains(sighting.words())
                        ? Fate.Outcome.KILLED
                        : Fate.Outcome.KILLED_OTHERWISE)
                .or(() -> check.filter(verdict -> verdict.outcome() == Outcome.PASS)
                        .map(verdict -> Fate.Outcome.SURVIVED))
                .orElse(Fate.Outcome.KILLED_OTHERWISE);
        return fate(
                mutant,
                Layer.RUNTIME,
                sighting.notices(),
                outcome,
                check.map(Verdict::reason).orElse("nothing was seen of container " + container));
    }

    /** Where nothing runs: every verdict on a workload or a functional step must be red. */
    public List<Fate> ofAbsence(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.check() == CheckId.RUNNING || verdict.check() == CheckId.FUNCTION)
                .map(verdict -> new Fate(
                        Absent.OPERATOR + " of " + verdict.subject().label(),
                        Absent.OPERATOR,
                        verdict.subject().workload(),
                        "",
                        verdict.check() == CheckId.RUNNING ? Layer.RUNTIME : Layer.FUNCTION,
                        verdict.check(),
                        switch (verdict.outcome()) {
                            case FAIL -> Fate.Outcome.KILLED;
                            case PASS -> Fate.Outcome.SURVIVED;
                            default -> Fate.Outcome.KILLED_OTHERWISE;
                        },
                        verdict.reason()))
                .toList();
    }

    private static boolean isOverridden(Mutant mutant) {
        return mutant.operator()
                .overridden()
                .map(field -> List.of("initContainers", "containers").stream()
                        .flatMap(list -> mutant.template().spec().path(list).valueStream())
                        .map(container -> container.path("securityContext").path(field))
                        .noneMatch(JsonNode::isMissingNode))
                .orElse(false);
    }

    private static Fate fate(Mutant mutant, Layer layer, CheckId check, Fate.Outcome outcome, String reason) {
        return new Fate(
                mutant.name(),
                mutant.operator().name(),
                mutant.template().workload(),
                mutant.container(),
                layer,
                check,
                outcome,
                reason);
    }
}
