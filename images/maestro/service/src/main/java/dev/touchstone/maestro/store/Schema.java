package dev.touchstone.maestro.store;

import java.sql.SQLException;
import java.sql.Statement;

/** The table of jobs. */
public final class Schema {

    /** The same in every process. Without the lock two that start together both make the table, and one fails. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(6237846)";

    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS job (
              id       text PRIMARY KEY,
              work     jsonb NOT NULL,
              state    text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
              worker   text,
              attempts integer NOT NULL DEFAULT 0,
              figures  jsonb,
              run      text,
              cause    text,
              created  timestamptz NOT NULL DEFAULT now(),
              changed  timestamptz NOT NULL DEFAULT now()
            )""";

    private static final String INDEX =
            "CREATE INDEX IF NOT EXISTS job_unfinished ON job (changed) WHERE state IN ('queued', 'running')";

    private Schema() {}

    /** Makes it where it is missing. */
    public static boolean make(Database database) {
        return database.in(connection -> {
            try (Statement statement = connection.createStatement()) {
                return execute(statement);
            }
        });
    }

    private static boolean execute(Statement statement) throws SQLException {
        statement.execute(LOCK);
        statement.execute(TABLE);
        statement.execute(INDEX);
        return true;
    }
}
