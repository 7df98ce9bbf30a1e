package dev.touchstone.maestro.store;

import dev.touchstone.maestro.patience.UnavailableException;
import dev.touchstone.maestro.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to PostgreSQL, each for as long as it lives. */
public final class Database {

    /** All that the API may need at once. */
    private static final int MOST_IDLE = 8;

    /** Seconds until a server counts as away, and until an answer is no longer waited for. */
    private static final int AWAY = 2;

    private static final int LONGEST_ANSWER = 10;

    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(MOST_IDLE);

    /** Connects at the first use. */
    public Database(Settings.Postgresql settings) {
        source.setServerNames(new String[] {settings.host()});
        source.setPortNumbers(new int[] {settings.port()});
        source.setDatabaseName(settings.database());
        source.setUser(settings.user());
        source.setPassword(settings.password().value());
        source.setApplicationName("maestro");
        source.setConnectTimeout(AWAY);
        source.setSocketTimeout(LONGEST_ANSWER);
        source.setTcpKeepAlive(true);
    }

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Question<T> {
        /** Asks. */
        T ask(Connection connection) throws SQLException;
    }

    /** Does something in one transaction. */
    public <T> T in(Question<T> question) {
        Connection connection = null;
        boolean kept = false;
        try {
            connection = open();
            T answer = question.ask(connection);
            connection.commit();
            kept = idle.offer(connection);
            return answer;
        } catch (SQLException e) {
            throw Trouble.of(e);
        } finally {
            if (!kept) {
                discard(connection);
            }
        }
    }

    /** Whether it answers. */
    public void ping() {
        in(connection -> {
            if (!connection.isValid(AWAY)) {
                throw new UnavailableException("PostgreSQL does not answer");
            }
            return true;
        });
    }

    private Connection open() throws SQLException {
        Connection connection = idle.poll();
        // One that was idle may have died with its server, and then so have the others.
        if (connection != null && !connection.isValid(AWAY)) {
            while (connection != null) {
                discard(connection);
                connection = idle.poll();
            }
        }
        if (connection == null) {
            connection = source.getConnection();
            connection.setAutoCommit(false);
        }
        return connection;
    }

    private static void discard(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It was of no use already.
            return;
        }
    }
}
