package dev.touchstone.observe;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ExecResult;
import dev.touchstone.cluster.State;
import dev.touchstone.observe.DisturbanceFacts.Client;
import dev.touchstone.observe.DisturbanceFacts.Ledger;
import dev.touchstone.scenario.Action;
import dev.touchstone.scenario.Disruption;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Clients that use a release until they are told to end, by the file {@code /tmp/end}. */
public final class Load implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** To look for everything that was written, which may still be on its way. */
    private static final Duration LOOKING = Duration.ofMinutes(5);

    private static final int ALL_LINES = 1_000_000;
    private static final int LAST_LINES = 10;

    private final Cluster cluster;
    private final String namespace;
    private final RunningJob job;
    private final LoadLog log = new LoadLog();

    private Load(Cluster cluster, String namespace, RunningJob job) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.job = job;
    }

    /**
     * Start them, and wait until no request of any fails: each node's network policies come to know a new pod in their own time.
     *
     * @throws ObservationException when one's still do
     */
    public static Load start(Cluster cluster, String namespace, Disruption disruption) {
        RunningJob job = RunningJob.start(cluster, namespace, new Action.RunJob(disruption.load(), Map.of()));
        Load load = new Load(cluster, namespace, job);
        List<String> names =
                disruption.clients().stream().map(Disruption.Client::name).toList();
        try {
            job.await("every client of job %s is answered: %s".formatted(job.name(), names), PATIENCE, () -> {
                State state = job.state();
                load.look();
                return state instanceof State.Reached
                        ? State.terminal("it has ended before it was told to")
                        : state instanceof State.Terminal
                                ? state
                                : State.of(load.log.settled().containsAll(names), "answered are " + load.log.settled());
            });
            return load;
        } catch (ObservationException failed) {
            job.close();
            throw failed;
        }
    }

    /** What each client saw since the last look. */
    public List<Client> look() {
        return log.more(job.log(ALL_LINES));
    }

    /** Have them end, and look for what they wrote. */
    public Ledger end() {
        try {
            Pod pod = job.pod().orElseThrow(() -> new ObservationException("the load's pod is gone", null));
            ExecResult told = new ContainerExec(cluster.client(), namespace)
                    .run(
                            pod.getMetadata().getName(),
                            pod.getSpec().getContainers().get(0).getName(),
                            "",
                            PATIENCE,
                            List.of("touch", "/tmp/end"));
            job.awaitEnd(LOOKING);
            look();
            return log.ledger(trouble(told, job.result(LAST_LINES)));
        } catch (ObservationException failed) {
            return log.ledger(String.valueOf(failed.getMessage()));
        }
    }

    /** Why what was written could not be looked for; empty when it was. */
    private static String trouble(ExecResult told, ExecResult end) {
        if (told.exitCode() != 0) {
            return told.errors();
        }
        return end.exitCode() == 0
                ? ""
                : "the load ended with exit code %d: %s"
                        .formatted(end.exitCode(), end.output().strip());
    }

    @Override
    public void close() {
        job.close();
    }
}
