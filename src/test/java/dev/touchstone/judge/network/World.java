package dev.touchstone.judge.network;

import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.Protocol;
import java.util.List;
import java.util.Map;

/**
 * A world so small that all connections in it can be counted up, with something of everything that policies can tell
 * apart.
 */
final class World {

    static final List<Integer> PORTS = List.of(79, 80, 81, 8080);

    static final List<Endpoint> ENDS = List.of(
            pod("red", "a", "10.0.0.1", Map.of("app", "web", "tier", "front"), 1, port("web", 80), udp("web", 81)),
            pod("red", "b", "10.0.0.2", Map.of("app", "web"), 2, port("web", 8080)),
            pod("red", "c", "fd00::1", Map.of(), 1),
            pod("blue", "a", "10.0.1.1", Map.of("app", "web", "tier", "front"), 1, port("web", 81)),
            pod("blue", "b", "10.0.1.130", Map.of("app", "db", "tier", "back"), 2, udp("dns", 79), port("dns", 80)),
            pod("gray", "c", "fd00:0:0:0:0:0:1:1", Map.of("tier", "back"), 2),
            Endpoint.ofNode("node-1", "10.9.0.1"),
            Endpoint.ofNode("node-2", "10.9.0.2"),
            Endpoint.ofAddress("four", "192.0.2.1"),
            Endpoint.ofAddress("six", "2001:db8::1"),
            Endpoint.ofAddress("nowhere", ""));

    private World() {}

    private static Endpoint pod(
            String namespace, String name, String ip, Map<String, String> labels, int node, Endpoint.Port... ports) {
        Map<String, String> ofNamespace =
                namespace.equals("gray") ? Map.of("name", namespace) : Map.of("name", namespace, "team", namespace);
        return new Endpoint(name, namespace, ofNamespace, labels, ip, "node-" + node, List.of(ports));
    }

    private static Endpoint.Port port(String name, int number) {
        return new Endpoint.Port(name, number, Protocol.TCP);
    }

    private static Endpoint.Port udp(String name, int number) {
        return new Endpoint.Port(name, number, Protocol.UDP);
    }
}
