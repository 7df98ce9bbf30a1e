package dev.touchstone.junit;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.chart.Rendered;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.Footprint;
import dev.touchstone.observe.FootprintObserver;
import dev.touchstone.observe.PodObserver;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.StepRunner;
import dev.touchstone.observe.WriteObserver;
import dev.touchstone.observe.Written;
import dev.touchstone.scenario.Action;
import dev.touchstone.scenario.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Finds out which folders a chart's containers must be able to write to: runs it with a writable root and looks at what they wrote, then
 * with a read-only root and looks at what fails, then with a volume for each folder and looks whether anything still does.
 */
final class Discovery {

    private final PreparedScenario prepared;
    private final Cluster cluster;
    private final Progress progress;
    private final Judge judge = new Judge(EnumSet.of(CheckId.RUNNING, CheckId.FUNCTION));

    Discovery(PreparedScenario prepared, Cluster cluster, Progress progress) {
        this.prepared = prepared;
        this.cluster = cluster;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param rendered the chart, as it is
     * @param free with a writable root
     * @param bare with a read-only root and no volume more
     * @param patched with a read-only root and the volumes; empty where there is none to add
     */
    record Result(Rendered rendered, Attempt free, Attempt bare, Optional<Attempt> patched) {

        /** Folders by workload and container. */
        Map<String, List<WritableFolder>> folders() {
            Map<String, List<WritableFolder>> folders = new TreeMap<>();
            // Of several pods of a workload each may have written something else.
            free.written().forEach(each -> folders.merge(each.name(), WritableFolder.of(each), WritableFolder::both));
            return folders;
        }

        /** The last of the attempts, which must be without a finding. */
        Attempt last() {
            return patched.orElse(bare);
        }
    }

    /**
     * One of its releases.
     *
     * @param install why it did not become Ready, with the last words of what ended; empty when it did
     * @param findings whatever does not run, and steps that fail
     * @param refusals lines of logs in which the kernel refuses something
     * @param written by each container; nothing where the root was read-only
     */
    record Attempt(String install, List<Verdict> findings, List<Footprint> refusals, List<Written> written) {}

    Result run() {
        Attempt free = attempt("with a writable root", "writable", rendered -> RootPatch.roots(rendered, false), true);
        Attempt bare =
                attempt("with a read-only root", "read-only", rendered -> RootPatch.roots(rendered, true), false);
        Result found = new Result(prepared.rendered(), free, bare, Optional.empty());
        boolean something =
                found.folders().values().stream().flatMap(List::stream).anyMatch(WritableFolder::canBeMounted);
        if (!something) {
            return found;
        }
        RootPatch patch = new RootPatch(found.folders());
        return new Result(
                prepared.rendered(),
                free,
                bare,
                Optional.of(attempt("with a read-only root and the volumes", "patched", patch::applied, false)));
    }

    private Attempt attempt(String what, String suffix, UnaryOperator<Rendered> change, boolean writes) {
        progress.awaiting(what);
        // Nothing is enforced: what else is not hardened yet must not keep it from running.
        try (Twin twin = Twin.of(
                prepared,
                cluster,
                suffix,
                change,
                PodSecurity.PRIVILEGED,
                prepared.scenario().ready(),
                Progress.silent())) {
            Installation installation = twin.installation();
            String namespace = installation.release().namespace();
            List<StepFacts> steps = new ArrayList<>();
            List<String> untried = new ArrayList<>();
            for (Step step : steps()) {
                if (installation.rollout().ready()) {
                    progress.awaiting(what + ": trying: " + step.name());
                    steps.add(new StepRunner(cluster, installation.release()).run(step));
                } else {
                    untried.add(step.name());
                }
            }
            List<Verdict> findings = judge
                    .judge(ReleaseFacts.tried(
                            installation.rollout(),
                            twin.original().workloads(),
                            new PodObserver(cluster.client(), namespace).look(),
                            steps,
                            untried))
                    .stream()
                    .filter(verdict -> !verdict.acceptable())
                    .toList();
            List<Footprint> refusals = new FootprintObserver(cluster.client(), namespace)
                    .look().stream().filter(each -> !each.refusals().isEmpty()).toList();
            progress.reached(
                    "%s: %s".formatted(what, findings.isEmpty() ? "all is well" : findings.size() + " findings"));
            return new Attempt(
                    installation.rollout().ready() ? "" : installation.rollout().message(),
                    findings,
                    refusals,
                    writes ? new WriteObserver(cluster, namespace).look() : List.of());
        }
    }

    /** A pod that is started anew has lost what it wrote. */
    private List<Step> steps() {
        return prepared.scenario().function().stream()
                .filter(step -> !(step.action() instanceof Action.Restart))
                .map(Step::plain)
                .toList();
    }
}
