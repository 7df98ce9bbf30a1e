package dev.touchstone.maestro.queue;

import dev.touchstone.maestro.patience.UnavailableException;
import dev.touchstone.maestro.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.args.ListDirection;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/** The queue as lists of Redis: one that all workers take from, and one for each worker of what it has taken. */
public final class RedisQueue implements Queue {

    private static final String WAITING = "maestro:waiting";
    private static final String WORKERS = "maestro:workers";

    /** One that waits already keeps its place: who is offered again and again would otherwise never be first. */
    private static final String OFFER =
            "return redis.call('lpos', KEYS[1], ARGV[1]) or redis.call('lpush', KEYS[1], ARGV[1])";

    /** A worker that has said nothing for so long is dead. */
    private static final Duration LIFE = Duration.ofSeconds(20);

    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    /** More than any worker waits for a job. */
    private static final Duration LONGEST_TAKE = Duration.ofSeconds(10);

    private final RedisClient redis;

    /** Connects at the first use. */
    public RedisQueue(Settings.Redis settings) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        // A connection that was idle may have died with its server.
        pool.setTestOnBorrow(true);
        // So nobody needs to look after those that are idle.
        pool.setTimeBetweenEvictionRuns(Duration.ofSeconds(-1));
        // Nobody looks at its counters, which would load a good part of JMX.
        pool.setJmxEnabled(false);
        redis = RedisClient.builder()
                .hostAndPort(settings.host(), settings.port())
                .clientConfig(DefaultJedisClientConfig.builder()
                        .password(settings.password().value())
                        .timeoutMillis((int) TIMEOUT.toMillis())
                        .blockingSocketTimeoutMillis((int) LONGEST_TAKE.toMillis())
                        .build())
                .poolConfig(pool)
                .build();
    }

    /** Whether it answers. */
    public String ping() {
        return ask(redis::ping);
    }

    @Override
    public void offer(String id) {
        ask(() -> redis.eval(OFFER, List.of(WAITING), List.of(id)));
    }

    @Override
    public Optional<String> take(String worker, Duration patience) {
        double seconds = patience.toMillis() / 1000.0;
        return Optional.ofNullable(
                ask(() -> redis.blmove(WAITING, taken(worker), ListDirection.RIGHT, ListDirection.LEFT, seconds)));
    }

    @Override
    public void done(String worker, String id) {
        ask(() -> redis.lrem(taken(worker), 0, id));
    }

    @Override
    public void beat(String worker) {
        ask(() -> redis.sadd(WORKERS, worker));
        ask(() -> redis.set(alive(worker), "1", new SetParams().ex(LIFE.toSeconds())));
    }

    @Override
    public boolean isAlive(String worker) {
        return ask(() -> redis.exists(alive(worker)));
    }

    @Override
    public Set<String> workers() {
        return ask(() -> redis.smembers(WORKERS));
    }

    @Override
    public void forget(String worker) {
        // Each step leaves nothing lost if this process ends after it. What is put back comes first.
        boolean more = true;
        while (more) {
            more = ask(() -> redis.lmove(taken(worker), WAITING, ListDirection.LEFT, ListDirection.RIGHT) != null);
        }
        ask(() -> redis.srem(WORKERS, worker));
    }

    private static String taken(String worker) {
        return "maestro:taken:" + worker;
    }

    private static String alive(String worker) {
        return "maestro:alive:" + worker;
    }

    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (JedisException e) {
            throw new UnavailableException("Redis", e);
        }
    }
}
