package dev.touchstone.junit;

import dev.touchstone.chart.ChartException;
import dev.touchstone.cluster.AwaitException;
import dev.touchstone.cluster.ClusterLostException;
import dev.touchstone.cluster.ClusterUnavailableException;
import dev.touchstone.scenario.InvalidScenarioException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** What a command says when it could not be tried: what is wrong with the input or the machine, without a stack trace. */
final class Told {

    /** The exit code then. */
    static final int NOT_TRIED = 2;

    private Told() {}

    /** The exit code of what a command does. */
    static int by(CommandSpec command, Callable<Integer> tried) throws Exception {
        try {
            return tried.call();
        } catch (InvalidScenarioException
                | ChartException
                | ClusterUnavailableException
                | ClusterLostException
                | AwaitException
                | KubernetesClientException
                | UncheckedIOException
                | IllegalArgumentException e) {
            command.commandLine().getErr().println(e.getMessage());
            return NOT_TRIED;
        }
    }
}
