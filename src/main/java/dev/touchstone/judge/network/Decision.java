package dev.touchstone.judge.network;

/**
 * Whether a connection is allowed, which both of its ends must do.
 *
 * @param egress what the source's policies say
 * @param ingress what the destination's policies say
 */
public record Decision(Side egress, Side ingress) {

    /** Whether both ends allow it. */
    public boolean allowed() {
        return egress.allowed() && ingress.allowed();
    }

    /** Why, for people who have to change it: one line for each end. */
    public String words() {
        return "%s%n  egress %s%n  ingress %s".formatted(word(allowed()), egress.words(), ingress.words());
    }

    private static String word(boolean allowed) {
        return allowed ? "allowed" : "blocked";
    }

    /**
     * What the policies of one end say.
     *
     * @param allowed whether they let the connection pass
     * @param reason which of them isolate it, and which rules admit the connection, or why none does
     */
    public record Side(boolean allowed, String reason) {

        private String words() {
            return word(allowed) + ": " + reason;
        }
    }
}
