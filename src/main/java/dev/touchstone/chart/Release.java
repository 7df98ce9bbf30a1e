package dev.touchstone.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.UpgradeCommand;
import dev.touchstone.cluster.Cluster;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A release of a chart in a namespace, by Helm. */
public final class Release implements AutoCloseable {

    private final Cluster cluster;
    private final Chart chart;
    private final String name;
    private final ReleaseNamespace namespace;

    public Release(Cluster cluster, Chart chart, String name, ReleaseNamespace namespace) {
        HelmLibrary.load();
        this.cluster = cluster;
        this.chart = chart;
        this.name = name;
        this.namespace = namespace;
    }

    public String name() {
        return name;
    }

    public String namespace() {
        return namespace.name();
    }

    /**
     * Install the release, or upgrade it, and wait until everything that the render promises is Ready. The wait ends at once
     * when that cannot come about any more.
     *
     * @param rendered what is going to be installed
     * @param within how long it may take
     * @param progress is told what is awaited
     * @throws RolloutException when a pod was refused or cannot start, or the time has passed
     * @throws ChartException when Helm itself fails
     */
    public void install(Rendered rendered, Overlay values, Duration within, Consumer<String> progress) {
        try (Rollout rollout = new Rollout(cluster, namespace.name(), rendered)) {
            // Beside the watch: Helm waits for hooks by itself, and would wait for one that was refused.
            CompletableFuture<Void> helm = CompletableFuture.runAsync(() -> apply(values, within), Rollout::daemon);
            rollout.await(helm, within, progress);
        }
    }

    // Helm's library reports everything as IllegalStateException; and its upgrade --install knows no kubeconfig when it
    // comes to install.
    @SuppressWarnings("IllegalCatch")
    private void apply(Overlay values, Duration within) {
        try {
            if (isInstalled()) {
                upgrade(values, Math.toIntExact(within.toSeconds()));
            } else {
                installAnew(values, Math.toIntExact(within.toSeconds()));
            }
        } catch (RuntimeException e) {
            throw new ChartException(
                    "release %s of chart %s with %s cannot be installed. Helm says: %s"
                            .formatted(name, chart.folder(), values, e.getMessage()),
                    e);
        }
    }

    private boolean isInstalled() {
        return !cluster.client()
                .secrets()
                .inNamespace(namespace.name())
                .withLabel("owner", "helm")
                .withLabel("name", name)
                .list()
                .getItems()
                .isEmpty();
    }

    private void installAnew(Overlay values, int seconds) {
        InstallCommand install = new Helm(chart.folder())
                .install()
                .withName(name)
                .withNamespace(namespace.name())
                .withTimeout(seconds)
                .withKubeConfigContents(cluster.kubeconfig());
        values.files().forEach(install::withValuesFile);
        values.set().forEach(install::set);
        install.call();
    }

    private void upgrade(Overlay values, int seconds) {
        UpgradeCommand upgrade = new Helm(chart.folder())
                .upgrade()
                .withName(name)
                .withNamespace(namespace.name())
                .withTimeout(seconds)
                .withKubeConfigContents(cluster.kubeconfig());
        values.files().forEach(upgrade::withValuesFile);
        values.set().forEach(upgrade::set);
        upgrade.call();
    }

    /**
     * Run the chart's test hooks, as {@code helm test} does.
     *
     * @return what Helm says
     * @throws ChartException when a test fails, with what Helm says
     */
    @SuppressWarnings("IllegalCatch")
    public String test(Duration within) {
        try {
            return Helm.test(name)
                    .withNamespace(namespace.name())
                    .withTimeout(Math.toIntExact(within.toSeconds()))
                    .withKubeConfigContents(cluster.kubeconfig())
                    .call()
                    .getOutput();
        } catch (RuntimeException e) {
            throw new ChartException("helm test %s failed. Helm says: %s".formatted(name, e.getMessage()), e);
        }
    }

    /** Uninstall the release, and remove its namespace. */
    @Override
    public void close() {
        try {
            Helm.uninstall(name)
                    .withNamespace(namespace.name())
                    .ignoreNotFound()
                    .withKubeConfigContents(cluster.kubeconfig())
                    .call();
        } finally {
            namespace.close();
        }
    }
}
