package dev.touchstone.chart;

import com.marcnuri.helm.Helm;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.touchstone.cluster.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A web server on this machine that says what a chart repository, or an OCI registry, would say. */
public final class ChartServer implements AutoCloseable {

    /** A body that nobody looks at. */
    static final byte[] NOTHING = {'-'};

    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    /** What was asked, in order: path, query, and who it said that it is. */
    public final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile boolean wantsTokens;

    public ChartServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** A chart as {@code helm package} packs it: no pod, unless a template is given. */
    public static byte[] packed(Path folder, String version, String template) throws IOException {
        new ChartFolder(folder.resolve("web"))
                .write("Chart.yaml", "{apiVersion: v2, name: web, version: %s}".formatted(version))
                .write("templates/pod.yaml", template);
        HelmLibrary.load();
        new Helm(folder.resolve("web")).packageIt().withDestination(folder).call();
        return Files.readAllBytes(folder.resolve("web-%s.tgz".formatted(version)));
    }

    /** This server by the scheme that is asked for, such as {@code oci}. */
    public URI at(String scheme, String path) {
        return URI.create("%s://%s:%d%s"
                .formatted(
                        scheme,
                        server.getAddress().getHostString(),
                        server.getAddress().getPort(),
                        path));
    }

    /** Answer something on a path. */
    ChartServer answers(String path, int status, Map<String, String> headers, byte[] body) {
        answers.put(path, exchange -> send(exchange, status, headers, body));
        return this;
    }

    ChartServer answers(String path, String body) {
        return answers(path, 200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** Be a repository in {@code /charts}, which has versions of {@code web}; packages lie where the index, which is in their folder, says. */
    public ChartServer repository(Map<String, byte[]> versions) {
        versions.forEach((version, tgz) -> answers("/charts/web-%s.tgz".formatted(version), 200, Map.of(), tgz));
        return answers(
                "/charts/index.yaml",
                "apiVersion: v1\nentries:\n  web:\n"
                        + versions.entrySet().stream()
                                .map(each -> "  - {name: web, version: %s, digest: %s, urls: [web-%s.tgz]}\n"
                                        .formatted(each.getKey(), Digest.sha256(each.getValue()), each.getKey()))
                                .collect(Collectors.joining()));
    }

    /** Be a registry, which has versions of {@code charts/web}. */
    public ChartServer registry(Map<String, byte[]> versions) {
        versions.forEach((version, tgz) -> {
            String digest = "sha256:" + Digest.sha256(tgz);
            answers("/v2/charts/web/blobs/" + digest, 200, Map.of(), tgz);
            answers("/v2/charts/web/manifests/" + version.replace('+', '_'), """
                    {"config": {"mediaType": "application/vnd.cncf.helm.config.v1+json"},
                     "layers": [{"mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "digest": "%s"}]}
                    """.formatted(digest));
        });
        return answers(
                "/v2/charts/web/tags/list",
                "{\"tags\": [%s]}"
                        .formatted(versions.keySet().stream()
                                .map(version -> "\"%s\"".formatted(version.replace('+', '_')))
                                .collect(Collectors.joining(", "))));
    }

    /** Answer nobody without a token, and everybody who asks for one gets one. */
    ChartServer wantingTokens() {
        wantsTokens = true;
        return answers("/token", "{\"token\": \"anybody\"}");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String authorization =
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")); // null without one
        asked.add("%s %s".formatted(exchange.getRequestURI(), authorization));
        if (wantsTokens && !path.equals("/token") && !authorization.equals("Bearer anybody")) {
            String challenge = "Bearer realm=\"%s\",service=\"charts\",scope=\"repository:charts/web:pull\""
                    .formatted(at("http", "/token"));
            send(exchange, UNAUTHORIZED, Map.of("WWW-Authenticate", challenge), NOTHING);
        } else {
            answers.getOrDefault(path, unknown -> send(unknown, NOT_FOUND, Map.of(), NOTHING))
                    .handle(exchange);
        }
    }

    private static void send(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
