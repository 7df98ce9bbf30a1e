package dev.touchstone.observe;

/**
 * What the API server answered to an eviction.
 *
 * @param pod that was to be evicted
 * @param code of HTTP: 201 when it is granted, 429 when a budget forbids it, 500 when more than one budget selects the pod
 * @param reason the cause's, such as {@code DisruptionBudget}, or the status' own
 * @param message in the API server's words
 */
public record EvictionAnswer(String pod, int code, String reason, String message) {

    private static final int CREATED = 201;

    /** The pod may go, or is going. */
    static EvictionAnswer granted(String pod) {
        return new EvictionAnswer(pod, CREATED, "", "");
    }

    /** Whether the pod may go, or is going. */
    public boolean granted() {
        return code == CREATED;
    }
}
