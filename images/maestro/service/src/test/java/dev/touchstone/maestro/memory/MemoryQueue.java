package dev.touchstone.maestro.memory;

import dev.touchstone.maestro.patience.UnavailableException;
import dev.touchstone.maestro.queue.Queue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A queue in memory, of one thread. */
public final class MemoryQueue implements Queue {

    private final Deque<String> waiting = new ArrayDeque<>();
    private final Map<String, Deque<String>> taken = new TreeMap<>();
    private final Set<String> alive = new TreeSet<>();
    private final Set<String> known = new TreeSet<>();
    private Runnable whenEmpty = () -> {};
    private int failures;

    /** What waits, the first one first. */
    public List<String> waiting() {
        return new ArrayList<>(waiting);
    }

    /** What is done when somebody asks for a job and there is none. */
    public void whenEmpty(Runnable action) {
        whenEmpty = action;
    }

    /** The next so many questions find nobody. */
    public void failNext(int times) {
        failures = times;
    }

    /** Its signs of life have ended. */
    public void die(String worker) {
        alive.remove(worker);
    }

    @Override
    public void offer(String id) {
        answer();
        if (!waiting.contains(id)) {
            waiting.addLast(id);
        }
    }

    @Override
    public Optional<String> take(String worker, Duration patience) {
        answer();
        Optional<String> first = Optional.ofNullable(waiting.pollFirst());
        first.ifPresentOrElse(id -> takenBy(worker).addLast(id), whenEmpty);
        return first;
    }

    @Override
    public void done(String worker, String id) {
        answer();
        takenBy(worker).remove(id);
    }

    @Override
    public void beat(String worker) {
        answer();
        known.add(worker);
        alive.add(worker);
    }

    @Override
    public boolean isAlive(String worker) {
        answer();
        return alive.contains(worker);
    }

    @Override
    public Set<String> workers() {
        answer();
        return new TreeSet<>(known);
    }

    @Override
    public void forget(String worker) {
        answer();
        takenBy(worker).forEach(waiting::addFirst);
        taken.remove(worker);
        known.remove(worker);
    }

    private Deque<String> takenBy(String worker) {
        return taken.computeIfAbsent(worker, name -> new ArrayDeque<>());
    }

    private void answer() {
        if (failures > 0) {
            failures--;
            throw new UnavailableException("Redis does not answer: it is played here");
        }
    }
}
