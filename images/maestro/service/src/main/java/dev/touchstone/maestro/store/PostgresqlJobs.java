package dev.touchstone.maestro.store;

import dev.touchstone.maestro.job.Job;
import dev.touchstone.maestro.job.Outcome;
import dev.touchstone.maestro.job.State;
import dev.touchstone.maestro.job.Work;
import dev.touchstone.maestro.json.JobWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Jobs as rows. Each change is one transaction, so that no two processes are in each other's way. */
public final class PostgresqlJobs implements Jobs {

    private static final int MOST_ATTEMPTS = 5;
    private static final String COLUMNS = "id, work, state, attempts, figures, run, cause";

    private final Database database;

    /** Of a database in which {@link Schema} has made the table. */
    public PostgresqlJobs(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Job> add(String id, Work work) {
        String insert =
                "INSERT INTO job (id, work, state) VALUES (?, ?::jsonb, 'queued') ON CONFLICT (id) DO NOTHING RETURNING id";
        String json = JobWriter.work(work).toString();
        boolean added = database.in(
                connection -> !Rows.strings(connection, insert, id, json).isEmpty());
        return added ? Optional.empty() : find(id);
    }

    @Override
    public Optional<Job> find(String id) {
        return database.in(connection -> Rows.job(connection, "SELECT " + COLUMNS + " FROM job WHERE id = ?", id));
    }

    @Override
    public Optional<Job> claim(String id, String worker) {
        String claim = """
                UPDATE job SET state = 'running', worker = ?, attempts = attempts + 1, changed = now()
                WHERE id = ? AND (state = 'queued' OR (state = 'running' AND worker = ?)) RETURNING\s""" + COLUMNS;
        return database.in(connection -> Rows.job(connection, claim, worker, id, worker));
    }

    @Override
    public boolean end(String id, String worker, Outcome outcome) {
        String end = """
                UPDATE job SET state = ?, figures = ?::jsonb, run = ?, cause = ?, changed = now()
                WHERE id = ? AND worker = ? AND state = 'running' RETURNING id""";
        if (outcome instanceof Outcome.Done done) {
            String figures = JobWriter.figures(done.figures()).toString();
            return changes(end, State.DONE.word(), figures, done.run(), null, id, worker);
        }
        String cause = ((Outcome.Failed) outcome).cause();
        return changes(end, State.FAILED.word(), null, null, cause, id, worker);
    }

    @Override
    public List<String> release(String worker) {
        String fail = """
                UPDATE job SET state = 'failed', cause = 'its worker ended before the job did, ' || attempts || ' times',
                  changed = now() WHERE worker = ? AND state = 'running' AND attempts >= ? RETURNING id""";
        String release = """
                UPDATE job SET state = 'queued', worker = NULL, changed = now()
                WHERE worker = ? AND state = 'running' RETURNING id""";
        return database.in(connection -> {
            Rows.strings(connection, fail, worker, MOST_ATTEMPTS);
            return Rows.strings(connection, release, worker);
        });
    }

    @Override
    public Set<String> workers() {
        String running = "SELECT DISTINCT worker FROM job WHERE state = 'running'";
        return Set.copyOf(database.in(connection -> Rows.strings(connection, running)));
    }

    @Override
    public List<String> waiting(Duration longerThan) {
        String waiting = """
                SELECT id FROM job WHERE state = 'queued' AND changed < now() - ? * interval '1 second'
                ORDER BY created LIMIT 1000""";
        return database.in(connection -> Rows.strings(connection, waiting, longerThan.toSeconds()));
    }

    private boolean changes(String statement, @Nullable Object... values) {
        return database.in(
                connection -> !Rows.strings(connection, statement, values).isEmpty());
    }
}
