package dev.touchstone.maestro.store;

import dev.touchstone.maestro.job.Job;
import dev.touchstone.maestro.job.Outcome;
import dev.touchstone.maestro.job.State;
import dev.touchstone.maestro.json.FiguresReader;
import dev.touchstone.maestro.json.Json;
import dev.touchstone.maestro.json.WorkReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements with values, and what comes back. */
final class Rows {

    private Rows() {}

    static List<String> strings(Connection connection, String statement, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement prepared = prepare(connection, statement, values);
                ResultSet rows = prepared.executeQuery()) {
            List<String> strings = new ArrayList<>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    static Optional<Job> job(Connection connection, String statement, @Nullable Object... values) throws SQLException {
        try (PreparedStatement prepared = prepare(connection, statement, values);
                ResultSet rows = prepared.executeQuery()) {
            return rows.next() ? Optional.of(job(rows)) : Optional.empty();
        }
    }

    private static PreparedStatement prepare(Connection connection, String statement, @Nullable Object... values)
            throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        for (int index = 0; index < values.length; index++) {
            prepared.setObject(index + 1, values[index]);
        }
        return prepared;
    }

    private static Job job(ResultSet row) throws SQLException {
        State state = State.of(row.getString("state"));
        return new Job(
                row.getString("id"),
                WorkReader.read(Json.read(row.getString("work"))),
                state,
                row.getInt("attempts"),
                outcome(state, row));
    }

    private static Optional<Outcome> outcome(State state, ResultSet row) throws SQLException {
        return switch (state) {
            case QUEUED, RUNNING -> Optional.empty();
            case DONE ->
                Optional.of(new Outcome.Done(FiguresReader.read(row.getString("figures")), row.getString("run")));
            case FAILED -> Optional.of(new Outcome.Failed(row.getString("cause")));
        };
    }
}
