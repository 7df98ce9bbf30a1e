package dev.touchstone.judge.network;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads plain maps and lists; what has no value is as what is not there. */
final class Tree {

    private Tree() {}

    static Map<String, Object> map(Map<String, Object> parent, String key) {
        @Nullable Object child = parent.get(key);
        return child == null ? Map.of() : cast(child);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> cast(Object map) {
        return (Map<String, Object>) map;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Map<String, Object> parent, String key) {
        @Nullable Object child = parent.get(key);
        return child == null ? List.of() : (List<Object>) child;
    }

    /** Of what must be there. */
    static String text(Map<String, Object> parent, String key) {
        return (String) Objects.requireNonNull(parent.get(key), key);
    }
}
