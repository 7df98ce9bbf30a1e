package dev.touchstone.judge.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a tree of maps and lists smaller for as long as it still has a property, so that a reader sees what matters of
 * it.
 */
final class Shrunk {

    private Shrunk() {}

    static Object of(Object tree, Predicate<Object> property) {
        for (Object smaller : smaller(tree)) {
            if (property.test(smaller)) {
                return of(smaller, property);
            }
        }
        return tree;
    }

    /** All trees with one thing less. */
    private static List<Object> smaller(@Nullable Object tree) {
        List<Object> all = new ArrayList<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                Map<Object, @Nullable Object> without = new LinkedHashMap<>(map);
                without.remove(key);
                all.add(without);
                smaller(value).forEach(child -> {
                    Map<Object, @Nullable Object> with = new LinkedHashMap<>(map);
                    with.put(key, child);
                    all.add(with);
                });
            });
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                List<@Nullable Object> without = new ArrayList<>(list);
                without.remove(i);
                all.add(without);
                for (Object child : smaller(list.get(i))) {
                    List<@Nullable Object> with = new ArrayList<>(list);
                    with.set(i, child);
                    all.add(with);
                }
            }
        }
        return all;
    }
}
