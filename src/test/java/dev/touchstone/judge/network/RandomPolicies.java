package dev.touchstone.judge.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Policies that nobody would write but the API server takes, as maps and lists. What may be left out is left out,
 * empty, or without a value as often as it is there. The same seed gives the same ones.
 */
final class RandomPolicies {

    private static final List<String> NAMESPACES = List.of("red", "blue", "gray");
    private static final Map<String, List<String>> POD_LABELS =
            Map.of("app", List.of("web", "db", "none"), "tier", List.of("front", "back"), "absent", List.of("web"));
    private static final Map<String, List<String>> NAMESPACE_LABELS =
            Map.of("team", List.of("red", "blue"), "name", NAMESPACES, "absent", List.of("red"));

    private final Random random;

    RandomPolicies(long seed) {
        this.random = new Random(seed);
    }

    List<Map<String, Object>> some() {
        return several(1, 4, this::policy);
    }

    private Map<String, Object> policy() {
        Map<String, Object> spec = new LinkedHashMap<>();
        maybe(spec, "podSelector", () -> selector(POD_LABELS));
        maybe(
                spec,
                "policyTypes",
                () -> one(List.of(List.of("Ingress"), List.of("Egress"), List.of("Ingress", "Egress"))));
        maybe(spec, "ingress", () -> several(0, 2, () -> rule("from")));
        maybe(spec, "egress", () -> several(0, 2, () -> rule("to")));
        return new LinkedHashMap<>(Map.of(
                "metadata", Map.of("name", "p" + random.nextInt(1000), "namespace", one(NAMESPACES)), "spec", spec));
    }

    private Map<String, Object> rule(String peers) {
        Map<String, Object> rule = new LinkedHashMap<>();
        maybe(rule, peers, () -> several(0, 2, this::peer));
        maybe(rule, "ports", () -> several(0, 2, this::port));
        return rule;
    }

    private Map<String, Object> peer() {
        Map<String, Object> peer = new LinkedHashMap<>();
        if (random.nextInt(3) == 0) {
            peer.put("ipBlock", block());
        } else {
            maybe(peer, "podSelector", () -> selector(POD_LABELS));
            maybe(peer, "namespaceSelector", () -> selector(NAMESPACE_LABELS));
        }
        return peer;
    }

    private Map<String, Object> block() {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("cidr", cidr(0));
        maybe(block, "except", () -> several(0, 2, () -> cidr(1)));
        return block;
    }

    /** Around an address of the world, so that it holds some, and shorter or longer ones that share its beginning. */
    private String cidr(int from) {
        String ip = one(World.ENDS.subList(0, World.ENDS.size() - 1)).ip();
        List<Integer> lengths =
                ip.indexOf(':') < 0 ? List.of(0, 7, 16, 24, 25, 31, 32) : List.of(0, 7, 16, 64, 112, 127, 128);
        return ip + "/" + one(lengths.subList(from, lengths.size()));
    }

    private Map<String, Object> port() {
        Map<String, Object> port = new LinkedHashMap<>();
        maybe(port, "protocol", () -> one(List.of("TCP", "UDP", "SCTP")));
        maybe(port, "port", () -> random.nextBoolean() ? one(World.PORTS) : one(List.of("web", "dns", "absent")));
        if (port.get("port") instanceof Integer first) {
            maybe(port, "endPort", () -> first + random.nextInt(3));
        }
        return port;
    }

    private Map<String, Object> selector(Map<String, List<String>> labels) {
        Map<String, Object> selector = new LinkedHashMap<>();
        if (random.nextInt(3) == 0) {
            return selector;
        }
        maybe(selector, "matchLabels", () -> {
            String key = key(labels);
            return Map.of(key, value(labels, key));
        });
        maybe(selector, "matchExpressions", () -> several(0, 2, () -> expression(labels)));
        return selector;
    }

    private Map<String, Object> expression(Map<String, List<String>> labels) {
        String key = key(labels);
        String operator = one(List.of("In", "NotIn", "Exists", "DoesNotExist"));
        return operator.endsWith("In")
                ? Map.of("key", key, "operator", operator, "values", several(1, 2, () -> value(labels, key)))
                : Map.of("key", key, "operator", operator);
    }

    private String key(Map<String, List<String>> labels) {
        return one(labels.keySet().stream().sorted().toList());
    }

    private String value(Map<String, List<String>> labels, String key) {
        return one(labels.getOrDefault(key, List.of()));
    }

    /** Puts it there, or leaves it out, or leaves out its value. */
    private void maybe(Map<String, @Nullable Object> map, String key, Supplier<Object> value) {
        int choice = random.nextInt(8);
        if (choice > 2) {
            map.put(key, value.get());
        } else if (choice == 0) {
            map.put(key, null);
        }
    }

    private <T> List<T> several(int least, int most, Supplier<T> item) {
        List<T> list = new ArrayList<>();
        for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
            list.add(item.get());
        }
        return list;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
