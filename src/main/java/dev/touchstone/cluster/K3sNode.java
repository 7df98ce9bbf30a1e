package dev.touchstone.cluster;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A node, as the engine knows it.
 *
 * @param container the container's full id
 */
record K3sNode(Engine engine, String container) implements Node {

    private static final Duration SCRIPT_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STREAM_PATIENCE = Duration.ofMinutes(15);
    private static final int SHORT_ID = 12;
    private static final String NODE_NAME = "--node-name=";

    /** The container's id as the engine's commands print it, which is also its host name. */
    String shortId() {
        return container.substring(0, SHORT_ID);
    }

    @Override
    public String name() {
        String[] arguments = engine.container(container)
                .map(InspectContainerResponse::getArgs)
                .orElseThrow(() -> new ClusterLostException("container " + container + " is gone"));
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(NODE_NAME))
                .map(argument -> argument.substring(NODE_NAME.length()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("container " + container + " is no node"));
    }

    @Override
    public ExecResult run(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "touchstone"));
        command.addAll(List.of(arguments));
        return engine.exec(container, null, command, SCRIPT_PATIENCE);
    }

    @Override
    public ExecResult run(InputStream input, String... command) {
        return engine.exec(container, input, List.of(command), STREAM_PATIENCE);
    }
}
