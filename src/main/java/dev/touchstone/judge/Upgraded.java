package dev.touchstone.judge;

import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.PodFacts.ContainerStatus;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.ReleaseFacts.RolloutFacts;
import dev.touchstone.observe.Revision;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.Subject;
import dev.touchstone.observe.UpgradeFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A release that was installed with hardening off can become the hardened one where it stands: every workload is Ready with pods of
 * the new template, and what was written before is read after.
 */
final class Upgraded {

    /** What is said of a pod that nothing is wrong with yet. */
    private static final Set<String> BEGINNINGS =
            Set.of("waiting: ContainerCreating", "waiting: PodInitializing", "not started");

    private final UpgradeFacts upgrade;
    private final Optional<ReleaseFacts> before;

    /** @param before the release with hardening off */
    Upgraded(UpgradeFacts upgrade, Optional<ReleaseFacts> before) {
        this.upgrade = upgrade;
        this.before = before;
    }

    List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        upgrade.release()
                .workloads()
                .forEach(workload ->
                        verdicts.add(Verdict.of(CheckId.UPGRADE, Subject.of(workload, "workload"), judge(workload))));
        upgrade.release()
                .steps()
                .forEach(step ->
                        verdicts.add(Verdict.of(CheckId.UPGRADE, Subject.of(step.name(), "function"), judge(step))));
        upgrade.release()
                .untried()
                .forEach(step -> verdicts.add(Verdict.of(
                        CheckId.UPGRADE,
                        Subject.of(step, "function"),
                        notBegun()
                                .orElseGet(() -> Ruling.inconclusive(
                                        "it was not tried, because the upgraded release did not become Ready")))));
        return verdicts;
    }

    private Ruling judge(String workload) {
        Optional<Ruling> none = notBegun();
        if (none.isPresent()) {
            return none.get();
        }
        RolloutFacts rollout = upgrade.release().rollout();
        List<String> faults = faults(workload);
        if (!faults.isEmpty()) {
            return Ruling.fail("after the upgrade " + String.join("; ", faults));
        }
        Optional<Revision> revision = upgrade.revisions().stream()
                .filter(each -> each.workload().equals(workload))
                .findFirst();
        if (revision.isEmpty()) {
            return rollout.ready()
                    ? Ruling.notApplicable("its pods are of one template for ever, and are not replaced by an upgrade")
                    : Ruling.fail("it is not there; the upgrade ended with: " + rollout.message());
        }
        return judge(revision.get(), rollout);
    }

    private Ruling judge(Revision revision, RolloutFacts rollout) {
        String found = "%d of %d Ready, %d of the new template, %d of the old one"
                .formatted(revision.ready(), revision.wanted(), revision.updated(), revision.old());
        // An old pod that stays may be the one that is Ready.
        if (revision.ready() >= revision.wanted() && revision.updated() >= revision.wanted() && revision.old() == 0) {
            return Ruling.pass("after the upgrade its pods are " + found);
        }
        // The wait ends with the first workload that cannot start: of the others nobody knows.
        return !rollout.ready()
                        && upgrade.release().workloads().stream()
                                .anyMatch(other -> !faults(other).isEmpty())
                ? Ruling.inconclusive("it was not waited for any longer, because the upgrade had failed elsewhere")
                : Ruling.fail(
                        "expected all of its pods Ready and of the new template, found %s; the upgrade ended with: %s"
                                .formatted(found, rollout.message()));
    }

    private Ruling judge(StepFacts step) {
        Optional<StepFacts> earlier = before.stream()
                .flatMap(release -> release.steps().stream())
                .filter(each -> each.name().equals(step.name()))
                .findFirst();
        if (earlier.isEmpty()) {
            return Ruling.inconclusive(
                    "nobody knows whether its data was there before the upgrade: it was not tried then");
        }
        List<String> wrong =
                Function.missing(earlier.get().attempt(), earlier.get().expected());
        if (!wrong.isEmpty()) {
            return Ruling.inconclusive("there was nothing to find again: it failed before the upgrade as well: "
                    + Function.describe(earlier.get().attempt(), wrong));
        }
        Ruling after = Function.judge(step, upgrade.release().footprints());
        return new Ruling(after.outcome(), "after the upgrade, " + after.reason(), after.remedy());
    }

    /** Why the upgrade was not even tried, which is the same for all. */
    private Optional<Ruling> notBegun() {
        if (before.isEmpty() || !before.get().rollout().ready()) {
            return Optional.of(Ruling.inconclusive(
                    "there was nothing to upgrade: with hardening off the release did not become Ready"));
        }
        return upgrade.migration()
                .filter(job -> !Function.missing(job.attempt(), job.expected()).isEmpty())
                .map(job -> Ruling.inconclusive("nothing was upgraded, because the migration had failed: "
                        + Function.describe(job.attempt(), Function.missing(job.attempt(), job.expected()))));
    }

    /** What a workload's own pods have come to grief with; empty where they are Ready, or on their way. */
    private List<String> faults(String workload) {
        List<String> faults = new ArrayList<>();
        for (PodFacts pod : upgrade.release().pods()) {
            if (pod.workload().equals(workload) && !pod.ready() && !pod.phase().equals("Succeeded")) {
                pod.containers().stream()
                        .filter(Upgraded::isAtFault)
                        .map(container -> fault(pod, container))
                        .forEach(faults::add);
            }
        }
        return faults;
    }

    private static boolean isAtFault(ContainerStatus container) {
        return container.restarts() > 0
                || (!container.running()
                        && !container.finished()
                        && BEGINNINGS.stream().noneMatch(container.state()::startsWith));
    }

    private static String fault(PodFacts pod, ContainerStatus container) {
        return "%s/%s is %s, after %d more start(s)%s"
                .formatted(
                        pod.name(),
                        container.name(),
                        container.state(),
                        container.restarts(),
                        container.lastEnd().isEmpty() ? "" : ", before that: " + container.lastEnd());
    }
}
