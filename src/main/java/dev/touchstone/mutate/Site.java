package dev.touchstone.mutate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What of a pod a mutant weakens. */
public enum Site {
    /** The pod itself. */
    POD,
    /** A container. */
    MAIN,
    /** An init container, which ends before the containers begin. */
    INIT,
    /** An init container that is restarted always (KEP-753), and runs beside the containers. */
    SIDECAR,
    /** A container that is put into a running pod. */
    EPHEMERAL;

    /** Such as {@code init}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
