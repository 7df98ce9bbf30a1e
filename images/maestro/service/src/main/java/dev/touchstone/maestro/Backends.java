package dev.touchstone.maestro;

import dev.touchstone.maestro.patience.Patience;
import dev.touchstone.maestro.patience.Stop;
import dev.touchstone.maestro.queue.Queue;
import dev.touchstone.maestro.queue.RedisQueue;
import dev.touchstone.maestro.settings.Settings;
import dev.touchstone.maestro.store.Database;
import dev.touchstone.maestro.store.Jobs;
import dev.touchstone.maestro.store.PostgresqlJobs;
import dev.touchstone.maestro.store.Schema;
import java.util.Map;
import java.util.function.Supplier;

/** What both modes need: a database and a queue. */
final class Backends {

    private final Patience patience;
    private final Database database;
    private final RedisQueue redis;

    Backends(Settings settings) {
        patience = Patience.atStart(settings.start());
        database = new Database(settings.postgresql());
        redis = new RedisQueue(settings.redis());
    }

    Jobs jobs() {
        return new PostgresqlJobs(database);
    }

    Queue queue() {
        return redis;
    }

    Map<String, Runnable> checks() {
        return Map.of("postgresql", database::ping, "redis", redis::ping);
    }

    /**
     * Waits until both answer. A process that ended instead would be started anew, with a pause that grows to minutes.
     *
     * @param each is done before each try
     * @param first is done once both answer, and done again if one no longer does
     * @return false when stopping was wanted before
     */
    boolean await(Stop stop, Runnable each, Supplier<Boolean> first) {
        return patience.keepAsking(() -> Schema.make(database), stop, each).isPresent()
                && patience.keepAsking(redis::ping, stop, each).isPresent()
                && patience.keepAsking(first, stop, each).isPresent();
    }
}
