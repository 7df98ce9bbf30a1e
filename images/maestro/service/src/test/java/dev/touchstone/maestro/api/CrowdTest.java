package dev.touchstone.maestro.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.maestro.http.Answer;
import dev.touchstone.maestro.http.Crowd;
import dev.touchstone.maestro.http.Door;
import dev.touchstone.maestro.http.Route;
import dev.touchstone.maestro.http.Router;
import dev.touchstone.maestro.json.Json;
import dev.touchstone.maestro.patience.Stop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request that takes long, and those that come meanwhile. */
class CrowdTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final Stop stop = new Stop();

    @SuppressWarnings("NullAway.Init")
    private Door door;

    @BeforeEach
    void open() throws IOException {
        Answer quick = Answer.of(200, Json.object());
        List<Route> routes = new ArrayList<>(List.of(Route.of("GET", "/healthz", request -> quick)));
        routes.addAll(new Crowd(1).around(List.of(Route.of("GET", "/slow", request -> slow(quick)))));
        door = Door.open(0, 4, new Router(routes), stop);
    }

    private Answer slow(Answer answer) {
        begun.countDown();
        try {
            return go.await(20, TimeUnit.SECONDS) ? answer : Answer.error(500, "nobody came");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CompletableFuture<HttpResponse<String>> ask(String path) {
        URI uri = URI.create("http://localhost:%d%s".formatted(door.port(), path));
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString());
    }

    @Test
    void keeps_out_one_too_many_and_nobody_else() throws Exception {
        CompletableFuture<HttpResponse<String>> first = ask("/slow");
        begun.await();
        assertThat(ask("/slow").get().statusCode()).isEqualTo(503);
        assertThat(ask("/healthz").get().statusCode()).isEqualTo(200);
        go.countDown();
        assertThat(first.get().statusCode()).isEqualTo(200);
        assertThat(ask("/slow").get().statusCode()).isEqualTo(200);
        door.close(Duration.ZERO);
    }

    @Test
    void is_served_to_the_end_when_the_door_closes() throws Exception {
        CompletableFuture<HttpResponse<String>> first = ask("/slow");
        begun.await();
        Thread closer = new Thread(() -> door.close(Duration.ZERO));
        closer.start();
        closer.join(100);
        Thread.State closing = closer.getState();
        go.countDown();
        assertThat(first.get().statusCode()).isEqualTo(200);
        assertThat(closing).isNotEqualTo(Thread.State.TERMINATED);
        closer.join();
    }
}
