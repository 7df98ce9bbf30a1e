package dev.touchstone.judge.network;

import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.Protocol;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;

/** Policies as people write them, and the ends of the connections that the tests try. */
final class Written {

    static final Endpoint DB = pod(
            "default",
            "db",
            "10.1.0.2",
            Map.of("role", "db"),
            new Endpoint.Port("redis", 6379, Protocol.TCP),
            new Endpoint.Port("gossip", 7946, Protocol.TCP),
            new Endpoint.Port("gossip", 7947, Protocol.UDP));
    static final Endpoint FRONTEND = pod("default", "frontend", "10.1.0.3", Map.of("role", "frontend"));
    static final Endpoint STRANGER = pod("default", "stranger", "10.1.0.4", Map.of());
    /** As the frontend, of a namespace that nobody labelled: what a selector for pods alone must not select. */
    static final Endpoint FRONTEND_ELSEWHERE = pod("other", "frontend", "10.1.1.3", Map.of("role", "frontend"));

    static final Endpoint CLIENT_OF_ALICE = pod("alice", "client", "10.1.2.3", Map.of("role", "client"));
    static final Endpoint SERVER_OF_ALICE = pod("alice", "server", "10.1.2.4", Map.of("role", "server"));
    static final Endpoint OUTSIDE = Endpoint.ofAddress("outside", "192.0.2.7");

    private Written() {}

    static NetworkPolicies policies(NetworkPolicy... policies) {
        return new NetworkPolicies(List.of(policies));
    }

    /** A policy of the namespace that most of the ends are in. */
    static NetworkPolicy policy(String name, String spec) {
        return policy("default", name, spec);
    }

    static NetworkPolicy policy(String namespace, String name, String spec) {
        return Serialization.unmarshal("""
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata:
                  name: %s
                  namespace: %s
                spec:
                """.formatted(name, namespace) + spec.indent(2), NetworkPolicy.class);
    }

    private static Endpoint pod(
            String namespace, String name, String ip, Map<String, String> labels, Endpoint.Port... ports) {
        Map<String, String> ofNamespace = namespace.equals("alice")
                ? Map.of("kubernetes.io/metadata.name", namespace, "user", "alice", "project", "myproject")
                : Map.of("kubernetes.io/metadata.name", namespace);
        return new Endpoint(name, namespace, ofNamespace, labels, ip, "node-1", List.of(ports));
    }
}
