package isocenter.audit.ledger;

import isocenter.audit.content.CompactRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * One append: holds the lock on the head row, collects events, writes them with the new head.
 *
 * <p>The time is read after the lock was given, so that times do not run against indices while the clock does not.
 */
final class LedgerWriter implements AutoCloseable {
    private static final int BATCH = 1000;
    private static final String LOCK = """
            with head as materialized (select size, frontier from ledger_head where id = 1 for update)
            select size, frontier, clock_timestamp() from head""";
    private static final String INSERT = """
            insert into ledger_event (index, at, actor, action, subject, body, leaf_hash, root_hash)
            select e.index, ?, e.actor, e.action, e.subject, e.body, e.leaf_hash, e.root_hash
            from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::bytea[])
                as e(index, actor, action, subject, body, leaf_hash, root_hash)""";
    private static final String ADVANCE = "update ledger_head set size = ?, frontier = ?, root = ? where id = 1";

    private final Connection connection;
    private final CompactRange tree;
    private final Instant at;
    private final List<LedgerEvent> events = new ArrayList<>();
    private final List<byte[]> leafHashes = new ArrayList<>();
    private final List<byte[]> rootHashes = new ArrayList<>();

    private LedgerWriter(Connection connection, CompactRange tree, Instant at) {
        this.connection = connection;
        this.tree = tree;
        this.at = at;
    }

    /** Waits for the head's lock, in the connection's transaction; closing the writer closes the connection. */
    static LedgerWriter lock(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("The ledger's head is missing: run 'ledger verify'");
            }
            CompactRange tree = CompactRange.of(row.getLong(1), row.getBytes(2));
            return new LedgerWriter(
                    connection, tree, row.getObject(3, OffsetDateTime.class).toInstant());
        }
    }

    void add(String actor, LedgerEntry entry) throws SQLException {
        LedgerEvent event = LedgerEvent.of(tree.size(), at, actor, entry);
        byte[] leafHash = event.leafHash();
        tree.append(leafHash);
        events.add(event);
        leafHashes.add(leafHash);
        rootHashes.add(tree.root());
        if (events.size() == BATCH) {
            insert();
        }
    }

    /** Writes what was added and the new head. */
    LedgerHead write() throws SQLException {
        insert();
        byte[] root = tree.root();
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setLong(1, tree.size());
            statement.setBytes(2, tree.encoded());
            statement.setBytes(3, root);
            statement.executeUpdate();
        }
        return new LedgerHead(tree.size(), HexFormat.of().formatHex(root));
    }

    private void insert() throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, at.atOffset(ZoneOffset.UTC));
            array(statement, 2, "bigint", events.stream().map(LedgerEvent::index));
            array(statement, 3, "text", events.stream().map(LedgerEvent::actor));
            array(statement, 4, "text", events.stream().map(LedgerEvent::action));
            array(statement, 5, "text", events.stream().map(LedgerEvent::subject));
            array(statement, 6, "text", events.stream().map(LedgerEvent::body));
            statement.setArray(7, connection.createArrayOf("bytea", leafHashes.toArray(new byte[0][])));
            statement.setArray(8, connection.createArrayOf("bytea", rootHashes.toArray(new byte[0][])));
            statement.executeUpdate();
        }
        events.clear();
        leafHashes.clear();
        rootHashes.clear();
    }

    private void array(PreparedStatement statement, int at, String type, Stream<?> values) throws SQLException {
        statement.setArray(at, connection.createArrayOf(type, values.toArray()));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
