package dev.touchstone.judge.network;

import static dev.touchstone.judge.network.Tree.cast;
import static dev.touchstone.judge.network.Tree.list;
import static dev.touchstone.judge.network.Tree.map;
import static dev.touchstone.judge.network.Tree.text;

import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.Protocol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The semantics of network policies a second time, to compare the first with. Nothing is asked of a connection here:
 * each rule is spelled out into the set of all connections of the {@link World} that it admits, and sets are added and
 * taken away. It reads policies as plain maps and addresses as strings of bits, and shares no code with the evaluator.
 */
final class TruthTable {

    private TruthTable() {}

    /** All connections that the policies leave. */
    static Set<Cell> allowed(List<Map<String, Object>> policies) {
        Set<Cell> cells = new HashSet<>();
        World.ENDS.forEach(source -> World.ENDS.forEach(destination -> cells.addAll(between(source, destination))));
        Set<Cell> always = cells.stream().filter(TruthTable::always).collect(Collectors.toSet());
        admitted(policies, "Egress")
                .forEach((pod, admitted) ->
                        cells.removeIf(cell -> cell.source().equals(pod) && !admitted.contains(cell)));
        admitted(policies, "Ingress")
                .forEach((pod, admitted) ->
                        cells.removeIf(cell -> cell.destination().equals(pod) && !admitted.contains(cell)));
        cells.addAll(always);
        return cells;
    }

    /** From a pod to itself, and from its node, which no policy holds back. */
    private static boolean always(Cell cell) {
        return cell.source().equals(cell.destination())
                || cell.source().name().equals(cell.destination().node());
    }

    /** Of every pod that is isolated this way, the connections that are admitted. */
    private static Map<Endpoint, Set<Cell>> admitted(List<Map<String, Object>> policies, String way) {
        Map<Endpoint, Set<Cell>> admitted = new HashMap<>();
        for (Map<String, Object> policy : policies) {
            Map<String, Object> spec = map(policy, "spec");
            String namespace = text(map(policy, "metadata"), "namespace");
            Set<Object> types = new HashSet<>(list(spec, "policyTypes"));
            if (types.isEmpty()) {
                types.add("Ingress");
                types.addAll(list(spec, "egress").isEmpty() ? Set.of() : Set.of("Egress"));
            }
            for (Endpoint pod : types.contains(way) ? Ends.pods(spec, namespace) : Set.<Endpoint>of()) {
                Set<Cell> cells = admitted.computeIfAbsent(pod, key -> new HashSet<>());
                list(spec, way.equals("Egress") ? "egress" : "ingress")
                        .forEach(rule -> cells.addAll(spelledOut(cast(rule), pod, way, namespace)));
            }
        }
        return admitted;
    }

    private static Set<Cell> spelledOut(Map<String, Object> rule, Endpoint pod, String way, String namespace) {
        boolean out = way.equals("Egress");
        Set<Cell> cells = new HashSet<>();
        for (Endpoint peer : Ends.peers(list(rule, out ? "to" : "from"), namespace)) {
            Set<Cell> all = out ? between(pod, peer) : between(peer, pod);
            all.retainAll(out ? opened(list(rule, "ports"), pod, peer) : opened(list(rule, "ports"), peer, pod));
            cells.addAll(all);
        }
        return cells;
    }

    private static Set<Cell> opened(List<Object> ports, Endpoint source, Endpoint destination) {
        if (ports.isEmpty()) {
            return between(source, destination);
        }
        Set<Cell> cells = new HashSet<>();
        for (Object port : ports) {
            Map<String, Object> fields = cast(port);
            Object named = fields.getOrDefault("protocol", "TCP");
            Protocol protocol = Protocol.valueOf((String) (named == null ? "TCP" : named));
            if (fields.get("port") == null) {
                World.PORTS.forEach(number -> cells.add(new Cell(source, destination, protocol, number)));
            } else if (fields.get("port") instanceof Integer first) {
                int last = fields.get("endPort") instanceof Integer end ? end : first;
                for (int number = first; number <= last; number++) {
                    cells.add(new Cell(source, destination, protocol, number));
                }
            } else {
                destination.ports().stream()
                        .filter(declared -> declared.protocol() == protocol
                                && declared.name().equals(fields.get("port")))
                        .forEach(declared -> cells.add(new Cell(source, destination, protocol, declared.number())));
            }
        }
        return cells;
    }

    private static Set<Cell> between(Endpoint source, Endpoint destination) {
        Set<Cell> cells = new LinkedHashSet<>();
        for (Protocol protocol : Protocol.values()) {
            World.PORTS.forEach(port -> cells.add(new Cell(source, destination, protocol, port)));
        }
        return cells;
    }

    /** One connection. */
    record Cell(Endpoint source, Endpoint destination, Protocol protocol, int port) {}
}
