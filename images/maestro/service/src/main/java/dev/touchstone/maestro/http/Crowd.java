package dev.touchstone.maestro.http;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Lets only so many in at once. Whoever waits for a database that hangs keeps a thread; without this they would keep all, and
 * nobody could ask whether the process is alive.
 */
public final class Crowd {

    private final Semaphore places;

    /** Of so many. */
    public Crowd(int most) {
        places = new Semaphore(most);
    }

    /** The same routes, for as many at once. */
    public List<Route> around(List<Route> routes) {
        return routes.stream()
                .map(route -> route.handledBy(limited(route.handler())))
                .toList();
    }

    private Function<Request, Answer> limited(Function<Request, Answer> handler) {
        return request -> {
            if (!places.tryAcquire()) {
                return Answer.error(503, "too many requests at once").with("Retry-After", "1");
            }
            try {
                return handler.apply(request);
            } finally {
                places.release();
            }
        };
    }
}
