package dev.touchstone.observe;

/**
 * How a container ended whose pod was asked to go.
 *
 * @param workload of the pod
 * @param pod its name
 * @param container its name
 * @param exitCode 0, 143 for a process that SIGTERM has ended, 137 for one that was killed when its time was up
 * @param reason the kubelet's, such as {@code Completed} or {@code Error}
 * @param seconds from the request to the end, as the API server's and the node's clocks have them: each in whole seconds
 * @param grace how long it was given, in seconds
 */
public record Stop(
        String workload, String pod, String container, int exitCode, String reason, long seconds, long grace) {

    /** 128 + SIGTERM: a process that has no handler, or one that ends itself by the signal when it has tidied up, as JVMs do. */
    private static final int TERMINATED = 143;

    /** Whether it ended because it was asked to, and not because its time was up or something went wrong. */
    public boolean byItself() {
        return (exitCode == 0 || exitCode == TERMINATED) && seconds <= grace;
    }
}
