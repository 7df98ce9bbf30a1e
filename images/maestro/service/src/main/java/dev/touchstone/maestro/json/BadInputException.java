package dev.touchstone.maestro.json;

/** What a client sent cannot be taken, and why. */
public final class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String field;
    private final String found;
    private final String allowed;

    /**
     * Of one field.
     *
     * @param field where it is, such as numbers[2]
     * @param found what stands there
     * @param allowed what may stand there
     */
    public BadInputException(String field, String found, String allowed) {
        super("%s: found %s, allowed: %s".formatted(field, found, allowed));
        this.field = field;
        this.found = found;
        this.allowed = allowed;
    }

    /** Where it is. */
    public String field() {
        return field;
    }

    /** What stands there. */
    public String found() {
        return found;
    }

    /** What may stand there. */
    public String allowed() {
        return allowed;
    }
}
