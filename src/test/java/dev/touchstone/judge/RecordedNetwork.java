package dev.touchstone.judge;

import dev.touchstone.observe.Cell;
import dev.touchstone.observe.Connectivity;
import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.NetworkFacts;
import dev.touchstone.observe.NetworkFacts.Canary;
import dev.touchstone.observe.NetworkFacts.StartWindow;
import dev.touchstone.observe.Protocol;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A database, one port of which only one kind of pod may reach. */
public final class RecordedNetwork {

    static final Canary ENFORCING = new Canary("node-1", Connectivity.OPEN, Connectivity.REFUSED, 40);
    static final String ADMITTED = "deployment/api";
    static final String STRANGER = "stranger";
    private static final JsonNode POLICY = YAMLMapper.builder().build().readTree("""
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: database, namespace: shop}
        spec:
          podSelector: {matchLabels: {app: database}}
          policyTypes: [Ingress]
          ingress:
            - from: [{podSelector: {matchLabels: {app: api}}}]
              ports: [{port: 5432}]
        """);

    private RecordedNetwork() {}

    /** Where all is as the policy says. */
    public static NetworkFacts right() {
        return facts(
                ENFORCING,
                cell(ADMITTED, 5432, Connectivity.OPEN, Connectivity.OPEN),
                cell(ADMITTED, 9187, Connectivity.TIMEOUT, Connectivity.OPEN),
                cell(STRANGER, 5432, Connectivity.TIMEOUT, Connectivity.OPEN));
    }

    static NetworkFacts facts(Canary canary, Cell... cells) {
        return new NetworkFacts(
                List.of(POLICY),
                List.of(
                        pod(ADMITTED, "api", "10.42.0.2"),
                        pod(STRANGER, "stranger", "10.42.0.3"),
                        pod("statefulset/database", "database", "10.42.0.4")),
                List.of(cells),
                canary,
                new StartWindow(1, 0, 0),
                1);
    }

    private static Endpoint pod(String name, String app, String ip) {
        return new Endpoint(name, "shop", Map.of(), Map.of("app", app), ip, "node-1", List.of());
    }

    static Cell cell(String from, int port, Connectivity enforced, Connectivity open) {
        return new Cell(from, "statefulset/database", "10.42.0.4", port, Protocol.TCP, port, enforced, open);
    }
}
