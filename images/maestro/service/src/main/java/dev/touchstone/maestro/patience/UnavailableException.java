package dev.touchstone.maestro.patience;

import java.net.UnknownHostException;

/** Somebody whom this service needs does not answer. Asking again later may help. */
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Of a failure.
     *
     * @param who does not answer, such as Redis
     */
    public UnavailableException(String who, Throwable cause) {
        super("%s does not answer: %s".formatted(who, rootOf(cause)), cause);
    }

    /**
     * Of an answer that is no use.
     *
     * @param message as a sentence
     */
    public UnavailableException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    private static String rootOf(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        if (root instanceof UnknownHostException) {
            return "no address is known of " + message;
        }
        return message == null
                ? root.getClass().getSimpleName()
                : message.strip().replaceAll("\\s+", " ");
    }
}
