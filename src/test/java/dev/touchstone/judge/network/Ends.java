package dev.touchstone.judge.network;

import static dev.touchstone.judge.network.Tree.cast;
import static dev.touchstone.judge.network.Tree.list;
import static dev.touchstone.judge.network.Tree.map;
import static dev.touchstone.judge.network.Tree.text;

import dev.touchstone.observe.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which ends of the {@link World} selectors and blocks hold, by sets that are cut and joined. */
final class Ends {

    private Ends() {}

    /** The pods that a policy of that namespace selects. */
    static Set<Endpoint> pods(Map<String, Object> spec, String namespace) {
        Set<Endpoint> pods = podsOf(namespace);
        pods.retainAll(selected(map(spec, "podSelector"), Endpoint::podLabels));
        return pods;
    }

    /** All that a rule of a policy of that namespace names. */
    static Set<Endpoint> peers(List<Object> peers, String namespace) {
        Set<Endpoint> all = peers.isEmpty() ? new HashSet<>(World.ENDS) : new HashSet<>();
        for (Object peer : peers) {
            Map<String, Object> fields = cast(peer);
            if (fields.get("ipBlock") != null) {
                Set<Endpoint> block = block(text(map(fields, "ipBlock"), "cidr"));
                list(map(fields, "ipBlock"), "except").forEach(cidr -> block.removeAll(block((String) cidr)));
                all.addAll(block);
            } else if (fields.get("namespaceSelector") != null) {
                Set<Endpoint> pods = selected(map(fields, "namespaceSelector"), Endpoint::namespaceLabels);
                pods.retainAll(selected(map(fields, "podSelector"), Endpoint::podLabels));
                all.addAll(pods);
            } else if (fields.get("podSelector") != null) {
                Set<Endpoint> pods = podsOf(namespace);
                pods.retainAll(selected(map(fields, "podSelector"), Endpoint::podLabels));
                all.addAll(pods);
            }
        }
        return all;
    }

    private static Set<Endpoint> selected(
            Map<String, Object> selector, Function<Endpoint, Map<String, String>> labels) {
        Set<Endpoint> pods = ends(end -> !end.namespace().isEmpty());
        map(selector, "matchLabels")
                .forEach((key, value) -> pods.retainAll(
                        ends(end -> value.equals(labels.apply(end).get(key)))));
        for (Object expression : list(selector, "matchExpressions")) {
            Map<String, Object> fields = cast(expression);
            String key = text(fields, "key");
            Set<Endpoint> having = ends(end -> labels.apply(end).containsKey(key));
            Set<Endpoint> among = new HashSet<>();
            list(fields, "values")
                    .forEach(value -> among.addAll(
                            ends(end -> value.equals(labels.apply(end).get(key)))));
            switch (text(fields, "operator")) {
                case "In" -> pods.retainAll(among);
                case "NotIn" -> pods.removeAll(among);
                case "Exists" -> pods.retainAll(having);
                default -> pods.removeAll(having);
            }
        }
        return pods;
    }

    private static Set<Endpoint> block(String cidr) {
        String[] both = cidr.split("/", -1);
        String bits = bits(both[0]);
        String prefix = bits.substring(0, Integer.parseInt(both[1]));
        return ends(end -> !end.ip().isEmpty()
                && bits(end.ip()).length() == bits.length()
                && bits(end.ip()).startsWith(prefix));
    }

    private static String bits(String address) {
        try {
            StringBuilder bits = new StringBuilder();
            for (byte one : InetAddress.getByName(address).getAddress()) {
                bits.append(Integer.toBinaryString(0x100 | (one & 0xFF)).substring(1));
            }
            return bits.toString();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Set<Endpoint> podsOf(String namespace) {
        return ends(end -> end.namespace().equals(namespace));
    }

    private static Set<Endpoint> ends(Predicate<Endpoint> which) {
        return World.ENDS.stream().filter(which).collect(Collectors.toCollection(HashSet::new));
    }
}
