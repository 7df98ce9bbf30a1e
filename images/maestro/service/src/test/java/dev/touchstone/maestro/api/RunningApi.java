package dev.touchstone.maestro.api;

import dev.touchstone.maestro.http.Crowd;
import dev.touchstone.maestro.http.Door;
import dev.touchstone.maestro.http.Route;
import dev.touchstone.maestro.http.Router;
import dev.touchstone.maestro.memory.MemoryJobs;
import dev.touchstone.maestro.memory.MemoryQueue;
import dev.touchstone.maestro.patience.Stop;
import dev.touchstone.maestro.patience.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The API on a port of its own, with store and queue in memory. */
final class RunningApi implements BeforeEachCallback, AfterEachCallback {

    static final String PRIMES = "{\"kind\": \"primes\", \"below\": 10}";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final MemoryJobs jobs = new MemoryJobs();
    final MemoryQueue queue = new MemoryQueue();
    final Stop stop = new Stop();
    Optional<String> trouble = Optional.empty();
    boolean redisAnswers = true;
    final Health health = new Health(() -> trouble, Map.of("redis", this::ping), stop);

    @SuppressWarnings("NullAway.Init")
    private Door door;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        List<Route> routes = new ArrayList<>(health.routes());
        routes.addAll(new Crowd(4).around(new JobsResource(jobs, queue).routes()));
        door = Door.open(0, 4, new Router(routes), stop);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        door.close(Duration.ZERO);
    }

    HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:%d%s".formatted(door.port(), path));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private void ping() {
        if (!redisAnswers) {
            throw new UnavailableException("Redis is away");
        }
    }
}
