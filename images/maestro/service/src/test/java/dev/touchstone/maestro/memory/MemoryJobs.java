package dev.touchstone.maestro.memory;

import dev.touchstone.maestro.job.Job;
import dev.touchstone.maestro.job.Outcome;
import dev.touchstone.maestro.job.State;
import dev.touchstone.maestro.job.Work;
import dev.touchstone.maestro.patience.UnavailableException;
import dev.touchstone.maestro.store.Jobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Jobs in memory, of one thread. */
public final class MemoryJobs implements Jobs {

    private final Map<String, Job> jobs = new TreeMap<>();
    private final Map<String, String> workers = new TreeMap<>();
    private int failures;

    /** The next so many questions find nobody. */
    public void failNext(int times) {
        failures = times;
    }

    @Override
    public Optional<Job> add(String id, Work work) {
        answer();
        return Optional.ofNullable(jobs.putIfAbsent(id, Job.queued(id, work)));
    }

    @Override
    public Optional<Job> find(String id) {
        answer();
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public Optional<Job> claim(String id, String worker) {
        answer();
        return find(id).filter(job -> job.state() == State.QUEUED || worker.equals(workers.get(id)))
                .map(job -> {
                    workers.put(id, worker);
                    return put(new Job(id, job.work(), State.RUNNING, job.attempts() + 1, Optional.empty()));
                });
    }

    @Override
    public boolean end(String id, String worker, Outcome outcome) {
        answer();
        if (!workers.remove(id, worker)) {
            return false;
        }
        Job job = find(id).orElseThrow();
        State state = outcome instanceof Outcome.Done ? State.DONE : State.FAILED;
        put(new Job(id, job.work(), state, job.attempts(), Optional.of(outcome)));
        return true;
    }

    @Override
    public List<String> release(String worker) {
        answer();
        List<String> released = workers.keySet().stream()
                .filter(id -> worker.equals(workers.get(id)))
                .toList();
        for (String id : released) {
            workers.remove(id);
            Job job = find(id).orElseThrow();
            put(new Job(id, job.work(), State.QUEUED, job.attempts(), Optional.empty()));
        }
        return released;
    }

    @Override
    public Set<String> workers() {
        answer();
        return new TreeSet<>(workers.values());
    }

    @Override
    public List<String> waiting(Duration longerThan) {
        answer();
        return jobs.values().stream()
                .filter(job -> job.state() == State.QUEUED)
                .map(Job::id)
                .toList();
    }

    private Job put(Job job) {
        jobs.put(job.id(), job);
        return job;
    }

    private void answer() {
        if (failures > 0) {
            failures--;
            throw new UnavailableException("PostgreSQL does not answer: it is played here");
        }
    }
}
