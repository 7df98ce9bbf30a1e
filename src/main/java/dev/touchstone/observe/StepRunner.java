package dev.touchstone.observe;

import dev.touchstone.chart.Release;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ExecResult;
import dev.touchstone.observe.StepFacts.Attempt;
import dev.touchstone.observe.StepFacts.CounterFacts;
import dev.touchstone.observe.StepFacts.Expected;
import dev.touchstone.scenario.Action;
import dev.touchstone.scenario.Step;
import dev.touchstone.scenario.Step.Expectation;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Tries functional steps on a release. */
public final class StepRunner {

    /** Marks what a step has made, so that it is not taken for a part of the release. */
    public static final String LABEL = "touchstone.dev/step";

    private static final Duration QUICK = Duration.ofSeconds(30);

    private final HelmTestStep tests;
    private final JobStep jobs;
    private final HttpStep http;
    private final RestartStep restarts;
    private final ContainerExec exec;
    private final WorkloadPods pods;

    public StepRunner(Cluster cluster, Release release) {
        this.tests = new HelmTestStep(cluster, release);
        this.jobs = new JobStep(cluster, release.namespace());
        this.restarts = new RestartStep(cluster, release.namespace());
        this.http = new HttpStep(cluster, release.namespace());
        this.exec = new ContainerExec(cluster.client(), release.namespace());
        this.pods = new WorkloadPods(cluster.client(), release.namespace());
    }

    /** Try a step, then its control. */
    public StepFacts run(Step step) {
        OptionalLong before = OptionalLong.empty();
        String trouble = "";
        try {
            before = count(step);
        } catch (ObservationException e) {
            trouble = String.valueOf(e.getMessage());
        }
        Attempt attempt = attempt(step.action(), step.within());
        OptionalLong after = OptionalLong.empty();
        try {
            after = count(step);
        } catch (ObservationException e) {
            trouble = String.valueOf(e.getMessage());
        }
        Optional<CounterFacts> counter = Optional.empty();
        if (step.counter().isPresent()) {
            counter = Optional.of(new CounterFacts(step.counter().get().name(), before, after, trouble));
        }
        return new StepFacts(
                step.name(),
                attempt,
                expected(step.expect()),
                counter,
                step.control()
                        .map(control -> new StepFacts.ControlFacts(
                                attempt(control.action(), step.within()), expected(control.expect()))),
                comparison(step.comparison()));
    }

    private static StepFacts.Comparison comparison(Step.Comparison comparison) {
        return new StepFacts.Comparison(
                comparison.lines().map(Pattern::pattern).orElse(""),
                comparison.ignore().stream().map(Pattern::pattern).toList());
    }

    private static Expected expected(Expectation expect) {
        return new Expected(expect.contains(), expect.code());
    }

    private Attempt attempt(Action action, Duration within) {
        long start = System.nanoTime();
        String how = describe(action);
        try {
            ExecResult result = perform(action, within);
            return new Attempt(how, result.exitCode(), result.output() + result.errors(), "", millis(start));
        } catch (ObservationException e) {
            return new Attempt(how, -1, "", String.valueOf(e.getMessage()), millis(start));
        }
    }

    private ExecResult perform(Action action, Duration within) {
        if (action instanceof Action.RunJob job) {
            return jobs.run(job, within);
        }
        if (action instanceof Action.Exec command) {
            return exec.run(pods.of(command.workload()).get(0), command.container(), "", within, command.command());
        }
        if (action instanceof Action.Http request) {
            return http.ask(request, within);
        }
        if (action instanceof Action.Restart restart) {
            return restarts.run(restart, within);
        }
        return tests.run(within);
    }

    private OptionalLong count(Step step) {
        if (step.counter().isEmpty()) {
            return OptionalLong.empty();
        }
        Action.Exec command = step.counter().get().exec();
        long sum = 0;
        for (String pod : pods.of(command.workload())) {
            sum += number(pod, command);
        }
        return OptionalLong.of(sum);
    }

    private long number(String pod, Action.Exec command) {
        ExecResult result = exec.run(pod, command.container(), "", QUICK, command.command());
        try {
            return Long.parseLong(result.output().strip());
        } catch (NumberFormatException e) {
            throw new ObservationException(
                    "the counter in %s/%s printed '%s', exit code %d, expected a whole number"
                            .formatted(
                                    pod,
                                    command.container(),
                                    (result.output() + result.errors()).strip(),
                                    result.exitCode()),
                    e);
        }
    }

    private static String describe(Action action) {
        if (action instanceof Action.RunJob job) {
            return "job %s%s"
                    .formatted(
                            job.file().getFileName(),
                            job.env().isEmpty()
                                    ? ""
                                    : " with its own "
                                            + String.join(
                                                    ", ",
                                                    new TreeSet<>(job.env().keySet())));
        }
        if (action instanceof Action.Exec command) {
            return "exec in %s/%s: %s"
                    .formatted(command.workload(), command.container(), String.join(" ", command.command()));
        }
        if (action instanceof Action.Http request) {
            return "%s %s:%s%s".formatted(request.method(), request.service(), request.port(), request.path());
        }
        if (action instanceof Action.Restart restart) {
            return "restart of " + String.join(", ", restart.workloads());
        }
        return "helm test";
    }

    private static long millis(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
