package dev.touchstone.cluster;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import java.util.List;
import java.util.regex.Pattern;

/** The end of a log, for the reader of an error: without the stack frames that would push the cause out of sight. */
public final class LogTail {

    /** {@code at org.example.Main.main(Main.java:7)} and {@code ... 12 more}, as Java prints them. */
    private static final Pattern FRAME = Pattern.compile("\\s+(at [\\w.$/<>@]+\\(.*\\)|\\.\\.\\. \\d+ more)\\s*");

    private LogTail() {}

    /**
     * Read the log of a container's last end; of one that never ended, the log that it has.
     *
     * @param lines how many of its last lines
     */
    public static String read(ContainerResource container, ContainerStatus status, int lines) {
        // One that waits to be started again has the log of its last end; that before may have been cleared away.
        boolean runsAgain = status.getRestartCount() > 0
                && status.getState() != null
                && status.getState().getRunning() != null;
        return runsAgain
                ? container.terminated().tailingLines(lines).getLog()
                : container.tailingLines(lines).getLog();
    }

    /** The last lines. */
    public static String of(String log, int lines) {
        List<String> telling = log.strip()
                .lines()
                .filter(line -> !FRAME.matcher(line).matches())
                .toList();
        return String.join("\n", telling.subList(Math.max(0, telling.size() - lines), telling.size()));
    }
}
