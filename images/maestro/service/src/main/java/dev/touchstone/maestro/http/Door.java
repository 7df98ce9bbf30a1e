package dev.touchstone.maestro.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.touchstone.maestro.json.Json;
import dev.touchstone.maestro.patience.Stop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Where requests come in. It closes behind the last one. */
public final class Door {

    /** As the kubelet's grace allows, after the drain. */
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(15);

    private static final Duration GLANCE = Duration.ofMillis(20);

    static {
        // Seconds; without them a client that never ends its request keeps a thread for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Router router;
    private final Stop stop;
    private final AtomicInteger running = new AtomicInteger();

    private Door(HttpServer server, ExecutorService threads, Router router, Stop stop) {
        this.server = server;
        this.threads = threads;
        this.router = router;
        this.stop = stop;
    }

    /**
     * Opens it.
     *
     * @param stop once it is wanted, clients are told to come back by another connection
     */
    public static Door open(int port, int threads, Router router, Stop stop) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        Door door = new Door(HttpServer.create(new InetSocketAddress(port), 0), pool, router, stop);
        door.server.createContext("/", door::handle);
        door.server.setExecutor(pool);
        door.server.start();
        return door;
    }

    /** Where it is, also when any port would do. */
    public int port() {
        return server.getAddress().getPort();
    }

    /**
     * Closes it.
     *
     * @param drain how long it stays open: for a while, whoever sends requests here does not know that it closes
     */
    public void close(Duration drain) {
        Stop never = new Stop();
        never.within(drain);
        long end = System.nanoTime() + LONGEST_REQUEST.toNanos();
        while (running.get() > 0 && System.nanoTime() < end) {
            never.within(GLANCE);
        }
        // Its own delay would be waited for to its end, requests or none.
        server.stop(0);
        threads.shutdown();
    }

    private void handle(HttpExchange exchange) throws IOException {
        running.incrementAndGet();
        try (exchange) {
            send(exchange, answer(exchange));
        } finally {
            running.decrementAndGet();
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        return router.answer(exchange.getRequestMethod(), path, exchange.getRequestBody());
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = Json.write(answer.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (stop.wanted()) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
