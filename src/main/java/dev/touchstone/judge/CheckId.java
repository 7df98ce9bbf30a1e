package dev.touchstone.judge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is judged. The ids stand in evidence and waivers, and never change. */
public enum CheckId {
    ADMITTED("admitted by the API server"),
    RUNNING("running and ready, no restarts"),
    NON_ROOT("non-root"),
    NO_NEW_PRIVILEGES("no new privileges"),
    READ_ONLY_ROOT("read-only root"),
    CAPABILITIES_DROPPED("capabilities dropped"),
    DECLARED_WRITES_ONLY("declared writes only"),
    SECCOMP("seccomp"),
    RESOURCES("resources"),
    NO_HOST_NAMESPACES("no host namespaces"),
    NO_HOST_PATHS("no host paths"),
    NO_TOKEN("no token"),
    NO_UNDECLARED_LISTENERS("no undeclared listeners"),
    NO_SETUID("no setuid files"),
    IMAGE_DIGEST("image digest"),
    LEAST_RIGHTS("least rights"),
    REACHABILITY("reachability"),
    DISRUPTION("disruption"),
    FUNCTION("function"),
    PARITY("parity with hardening off"),
    UPGRADE("upgrade from the unhardened release"),
    ARBITRARY_UID("arbitrary UID");

    private final String title;

    CheckId(String title) {
        this.title = title;
    }

    /** Such as {@code read-only-root}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people. */
    public String title() {
        return title;
    }

    /**
     * The check of this id.
     *
     * @throws IllegalArgumentException when there is none, with those that there are
     */
    @JsonCreator
    public static CheckId of(String id) {
        return Arrays.stream(values())
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "check '%s': there is none of that id, there are: %s".formatted(id, String.join(", ", ids()))));
    }

    /** All ids. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(CheckId::id).toList();
    }
}
