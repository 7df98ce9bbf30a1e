package dev.touchstone.maestro.store;

import dev.touchstone.maestro.patience.UnavailableException;
import java.sql.SQLException;
import java.util.List;

/** Tells a server that is away from a statement that is wrong. */
final class Trouble {

    /** Classes of SQLSTATE: connection, credentials, read-only, resources, an operator's intervention, input and output. */
    private static final List<String> PASSING = List.of("08", "28", "25", "3D", "53", "57", "58");

    private Trouble() {}

    static RuntimeException of(SQLException e) {
        String state = e.getSQLState();
        return state != null && PASSING.stream().anyMatch(state::startsWith)
                ? new UnavailableException("PostgreSQL", e)
                : new IllegalStateException("PostgreSQL refuses a statement: " + e.getMessage(), e);
    }
}
