package dev.touchstone.maestro.track;

/** MLflow has understood what it was asked, and will not do it. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String code;

    RefusedException(String what, int status, String code, String message) {
        super("MLflow refuses %s (%d %s): %s".formatted(what, status, code, message));
        this.code = code;
    }

    /** MLflow's own name for it, such as RESOURCE_DOES_NOT_EXIST. */
    String code() {
        return code;
    }
}
