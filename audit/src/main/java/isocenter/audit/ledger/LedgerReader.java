package isocenter.audit.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One consistent snapshot of the ledger, streamed in pages so that memory does not grow with it. Works on a connection
 * and a read-only transaction of its own.
 */
final class LedgerReader implements AutoCloseable {
    private static final int PAGE = 1000;
    private static final String EVENTS = """
            select index, at, actor, action, subject, body, leaf_hash, root_hash from ledger_event order by index""";

    /** The latest statement about each path, in the order in which the statements were made. */
    private static final String ARTEFACTS = """
            select index, path, sha256 from (
                select distinct on (path) index, artefact ->> 'path' as path, artefact ->> 'sha256' as sha256
                from ledger_event, json_array_elements(body::json -> 'artefacts') with ordinality as a(artefact, nth)
                order by path, index desc, nth desc
            ) latest order by index, path""";

    private final Connection connection;

    private LedgerReader(Connection connection) {
        this.connection = connection;
    }

    static LedgerReader open(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false); // without it the driver reads a whole result at once
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
        }
        return new LedgerReader(connection);
    }

    /** A stored event with the hashes stored beside it. */
    record StoredEvent(LedgerEvent event, byte[] leafHash, byte[] rootHash) {}

    /** An artefact and the index of the event that spoke of it last. */
    record StatedArtefact(long index, String path, String sha256) {}

    /** The head row as it is stored, believed or not. */
    record StoredHead(long size, byte[] frontier, byte[] root) {
        LedgerHead head() {
            return new LedgerHead(size, HexFormat.of().formatHex(root));
        }
    }

    /** Sees rows one by one; returns false to see no more. */
    @FunctionalInterface
    interface RowSink<T> {
        boolean accept(T row);
    }

    Optional<StoredHead> head() throws SQLException {
        return head(connection);
    }

    /** The head as the caller's transaction sees it. */
    static LedgerHead head(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return head(connection)
                    .orElseThrow(() -> new IllegalStateException("The ledger's head is missing: run 'ledger verify'"))
                    .head();
        }
    }

    /** Events of an action, as the caller's transaction sees them. */
    static List<LedgerEvent> of(DataSource database, String action) throws SQLException {
        List<LedgerEvent> events = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select index, at, actor, action, subject, body from ledger_event where action = ? order by index")) {
            statement.setString(1, action);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    events.add(event(row));
                }
            }
        }
        return events;
    }

    private static LedgerEvent event(ResultSet row) throws SQLException {
        return new LedgerEvent(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6));
    }

    private static Optional<StoredHead> head(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select size, frontier, root from ledger_head where id = 1");
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new StoredHead(row.getLong(1), row.getBytes(2), row.getBytes(3)))
                    : Optional.empty();
        }
    }

    void events(RowSink<StoredEvent> sink) throws SQLException {
        stream(EVENTS, row -> new StoredEvent(event(row), row.getBytes(7), row.getBytes(8)), sink);
    }

    void artefacts(RowSink<StatedArtefact> sink) throws SQLException {
        stream(ARTEFACTS, row -> new StatedArtefact(row.getLong(1), row.getString(2), row.getString(3)), sink);
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> void stream(String query, RowReader<T> reader, RowSink<T> sink) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setFetchSize(PAGE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (!sink.accept(reader.read(row))) {
                        return;
                    }
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
