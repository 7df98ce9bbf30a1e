package dev.touchstone.junit;

import dev.touchstone.chart.ChartException;
import dev.touchstone.chart.PodSecurity;
import dev.touchstone.chart.Release;
import dev.touchstone.chart.ReleaseNamespace;
import dev.touchstone.chart.RolloutException;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.observe.Admission;
import dev.touchstone.observe.AdmissionObserver;
import dev.touchstone.observe.ChangeLog;
import dev.touchstone.observe.PostMortem;
import dev.touchstone.observe.ReleaseFacts.RolloutFacts;
import dev.touchstone.observe.SecretMask;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A scenario's chart, installed in its namespace: what the API server said of it before, and how the install went. */
final class Installation implements AutoCloseable {

    private final Release release;
    private final ChangeLog changes;
    private final List<Admission> admissions;
    private final RolloutFacts rollout;

    private Installation(Release release, ChangeLog changes, List<Admission> admissions, RolloutFacts rollout) {
        this.release = release;
        this.changes = changes;
        this.admissions = admissions;
        this.rollout = rollout;
    }

    /** Install it in a namespace of its scenario's name that enforces a level of Pod Security. */
    static Installation of(PreparedScenario prepared, Cluster cluster, PodSecurity level, Progress progress) {
        ReleaseNamespace namespace = ReleaseNamespace.make(
                cluster, prepared.scenario().namespace(), prepared.scenario().name(), level);
        return in(namespace, prepared, cluster, progress);
    }

    /** Install it. A release that does not become Ready is a finding, not an error: what there is of it can still be looked at. */
    static Installation in(ReleaseNamespace namespace, PreparedScenario prepared, Cluster cluster, Progress progress) {
        List<Admission> admissions = new AdmissionObserver(cluster.client(), namespace.name())
                .ask(prepared.rendered().podTemplates());
        long refused = admissions.stream().filter(each -> !each.admitted()).count();
        progress.reached("admission: %d of %d pod templates are taken by the API server"
                .formatted(admissions.size() - refused, admissions.size()));
        Release release =
                new Release(cluster, prepared.chart(), prepared.scenario().release(), namespace);
        ChangeLog changes = new ChangeLog(cluster.client(), namespace.name());
        return new Installation(release, changes, admissions, install(prepared, cluster, release, progress));
    }

    private static RolloutFacts install(
            PreparedScenario prepared, Cluster cluster, Release release, Progress progress) {
        long start = System.nanoTime();
        try {
            release.install(
                    prepared.rendered(),
                    prepared.overlay(),
                    prepared.scenario().ready(),
                    seen -> progress.awaiting("installing: " + seen));
            progress.reached("installed: every workload is Ready");
            return new RolloutFacts(true, "every workload is Ready", millis(start));
        } catch (RolloutException | ChartException e) {
            // It quotes the log of what did not start.
            String message =
                    SecretMask.of(cluster.client(), release.namespace()).mask(Objects.requireNonNull(e.getMessage()));
            progress.reached("not installed: " + message.lines().findFirst().orElse(""));
            return new RolloutFacts(false, message, millis(start));
        }
    }

    private static long millis(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    /** Upgrade it in place to the chart and values of another scenario. */
    RolloutFacts upgrade(PreparedScenario to, Cluster cluster, Progress progress) {
        return install(to, cluster, release, progress);
    }

    Release release() {
        return release;
    }

    List<Admission> admissions() {
        return admissions;
    }

    RolloutFacts rollout() {
        return rollout;
    }

    /** What a person would look at now; texts by the name of their file. */
    Map<String, String> postMortem(KubernetesClient client) {
        return PostMortem.of(client, release.namespace(), changes);
    }

    @Override
    public void close() {
        changes.close();
        release.close();
    }
}
