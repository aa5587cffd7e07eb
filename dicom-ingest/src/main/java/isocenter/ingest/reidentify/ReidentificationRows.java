package isocenter.ingest.reidentify;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tables {@code reidentification} and {@code reidentification_log}. */
final class ReidentificationRows {
    private static final String INSERT = """
            insert into reidentification (pseudonym, kind, sealed)
            select * from unnest(?::varchar[], ?::varchar[], ?::bytea[])
            on conflict (pseudonym) do nothing""";
    private static final String FIND = "select kind, sealed from reidentification where pseudonym = ?";
    private static final String OF_KIND = "select pseudonym, sealed from reidentification where kind = ?";
    private static final String LOG = "insert into reidentification_log (who, pseudonym, reason) values (?, ?, ?)";
    private static final String FIX_KEY =
            "insert into reidentification_key (fingerprint) values (?) on conflict do nothing";
    private static final String KEY = "select fingerprint from reidentification_key";

    private final DataSource database;

    ReidentificationRows(DataSource database) {
        this.database = database;
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Row(String kind, String pseudonym, byte[] sealed) {}

    void insert(List<Row> rows) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setArray(
                    1, texts(connection, rows.stream().map(Row::pseudonym).toArray()));
            statement.setArray(2, texts(connection, rows.stream().map(Row::kind).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea", rows.stream().map(Row::sealed).toArray(byte[][]::new)));
            statement.executeUpdate();
        }
    }

    private static Array texts(Connection connection, Object[] values) throws SQLException {
        return connection.createArrayOf("varchar", values);
    }

    @Nullable
    Row find(String pseudonym) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, pseudonym);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new Row(row.getString(1), pseudonym, row.getBytes(2)) : null;
            }
        }
    }

    List<Row> ofKind(String kind) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(OF_KIND)) {
            statement.setString(1, kind);
            List<Row> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Row(kind, row.getString(1), row.getBytes(2)));
                }
            }
            return found;
        }
    }

    void log(String pseudonym, String who, String reason) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(LOG)) {
            statement.setString(1, who);
            statement.setString(2, pseudonym);
            statement.setString(3, reason);
            statement.executeUpdate();
        }
    }

    /** Fixes the key of this map on first use; returns the fingerprint of the key that it was made with. */
    String key(String candidate) throws SQLException {
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement statement = connection.prepareStatement(FIX_KEY)) {
                statement.setString(1, candidate);
                statement.executeUpdate();
            }
            try (PreparedStatement statement = connection.prepareStatement(KEY);
                    ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : candidate;
            }
        }
    }
}
