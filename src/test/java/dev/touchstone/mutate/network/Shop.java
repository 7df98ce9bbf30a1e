package dev.touchstone.mutate.network;

import dev.touchstone.chart.Rendered;
import dev.touchstone.judge.network.NetworkPolicies;
import dev.touchstone.observe.Cell;
import dev.touchstone.observe.Connectivity;
import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.NetworkFacts;
import dev.touchstone.observe.NetworkFacts.Canary;
import dev.touchstone.observe.NetworkFacts.StartWindow;
import dev.touchstone.observe.Protocol;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The chart {@code shop} on a cluster that does what its policies say: a client, three servers in a row, and strangers. */
final class Shop {

    static final String CLIENT = "a client";
    static final String WEB = "deployment/web";
    static final String API = "deployment/api";
    static final String DATABASE = "deployment/database";
    static final String STRANGER = "stranger";
    static final String ELSEWHERE = "stranger elsewhere";
    static final String IMPOSTOR = "impostor elsewhere";

    static final NetworkFacts FACTS = facts();

    private static final int CLOSED = 9;

    private Shop() {}

    /** As they are on a cluster, which is as the chart has them. */
    static List<NetworkPolicy> policies() {
        return FACTS.readPolicies();
    }

    static NetworkPolicy policy(String name) {
        return policies().stream()
                .filter(policy -> policy.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static PolicyMutants mutants() {
        return new PolicyMutants(policies(), FACTS);
    }

    static PolicyMatrix matrix() {
        return new PolicyMatrix(policies(), FACTS);
    }

    /** One that shows somewhere. */
    static PolicyMutant mutant(String operator, String policy) {
        return mutants().seen().stream()
                .filter(mutant ->
                        mutant.operator().equals(operator) && mutant.policy().equals(policy))
                .findFirst()
                .orElseThrow();
    }

    private static NetworkFacts facts() {
        List<JsonNode> policies = read();
        List<Endpoint> pods = List.of(
                pod(CLIENT, "shop", "web-client=true", 2),
                pod(WEB, "shop", "app=web", 3, 8080),
                pod(API, "shop", "app=api", 4, 8080),
                pod(DATABASE, "shop", "app=database", 5, 9187, 5432),
                pod(STRANGER, "shop", "app=stranger", 6, 8080),
                pod(ELSEWHERE, "shop-elsewhere", "app=stranger", 7, 8080),
                pod(IMPOSTOR, "shop-elsewhere", "web-client=true", 8));
        Endpoint node = Endpoint.ofNode("node-1", "172.18.0.2");
        NetworkPolicies decisions = new NetworkPolicies(NetworkFacts.read(policies));
        List<Cell> cells = pods.stream()
                .flatMap(from -> Stream.concat(
                        pods.stream()
                                .filter(to -> !to.ports().isEmpty() && !to.equals(from))
                                .flatMap(to -> Stream.concat(
                                                to.ports().stream().map(Endpoint.Port::number), Stream.of(CLOSED))
                                        .map(port -> cell(decisions, from, to, port))),
                        Stream.of(cell(decisions, from, node, 10_250))))
                .toList();
        return new NetworkFacts(
                policies,
                Stream.concat(pods.stream(), Stream.of(node)).toList(),
                cells,
                new Canary("node-1", Connectivity.OPEN, Connectivity.TIMEOUT, 900),
                new StartWindow(1, 0, 0),
                1);
    }

    private static Cell cell(NetworkPolicies policies, Endpoint from, Endpoint to, int port) {
        Connectivity open = port == CLOSED ? Connectivity.REFUSED : Connectivity.OPEN;
        boolean allowed = policies.decide(from, to, port, Protocol.TCP).allowed();
        return new Cell(
                from.name(), to.name(), to.ip(), port, Protocol.TCP, port, allowed ? open : Connectivity.TIMEOUT, open);
    }

    private static Endpoint pod(String name, String namespace, String label, int last, int... ports) {
        String[] both = label.split("=", -1);
        return new Endpoint(
                name,
                namespace,
                Map.of("kubernetes.io/metadata.name", namespace),
                Map.of(both[0], both[1]),
                "10.42.0." + last,
                "node-1",
                java.util.Arrays.stream(ports)
                        .mapToObj(port -> new Endpoint.Port("", port, Protocol.TCP))
                        .toList());
    }

    private static List<JsonNode> read() {
        try {
            return Rendered.of(Files.readString(Path.of("src/test/resources/charts/shop/templates/policies.yaml")))
                    .networkPolicies("shop");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
