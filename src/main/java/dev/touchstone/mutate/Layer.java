package dev.touchstone.mutate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a mutant can be noticed. */
public enum Layer {
    /** The API server refuses the pod in a namespace that enforces {@code restricted}: a dry run. */
    ADMISSION,
    /** A probe sees it in the running container, in a namespace that enforces nothing. */
    RUNTIME,
    /** The Eviction API answers otherwise to what a drain would ask. */
    EVICTION,
    /** Whom a weakened policy lets through, or no longer lets through, is dialled in the release's own namespace. */
    NETWORK,
    /** The software no longer does its work. */
    FUNCTION,
    /** What was seen of two releases differs: the same judges are given changed facts. */
    COMPARISON;

    /** Such as {@code admission}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
