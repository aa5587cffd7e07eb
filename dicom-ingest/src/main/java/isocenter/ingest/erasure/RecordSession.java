package isocenter.ingest.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements in the transaction of an erasure. A collection of texts is bound as an array: {@code where id = any(?)}. */
public final class RecordSession {
    private final Connection connection;

    RecordSession(Connection connection) {
        this.connection = connection;
    }

    /**
     * Changes rows.
     *
     * @return how many
     * @throws ErasureException when the database refuses
     */
    public long update(String sql, Object... values) {
        try (PreparedStatement statement = bound(sql, values)) {
            return statement.executeLargeUpdate();
        } catch (SQLException e) {
            throw ErasureException.onDatabase(e);
        }
    }

    /** The rows of a query, every value as text. */
    public List<List<@Nullable String>> rows(String sql, Object... values) {
        try (PreparedStatement statement = bound(sql, values);
                ResultSet result = statement.executeQuery()) {
            int columns = result.getMetaData().getColumnCount();
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>(columns);
                for (int column = 1; column <= columns; column++) {
                    row.add(result.getString(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw ErasureException.onDatabase(e);
        }
    }

    /** The first column of a query, without what is null. */
    public List<String> names(String sql, Object... values) {
        List<String> names = new ArrayList<>();
        for (List<@Nullable String> row : rows(sql, values)) {
            String name = row.get(0);
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    /** The one number that a query gives. */
    public long number(String sql, Object... values) {
        return Long.parseLong(names(sql, values).get(0));
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Collection<?> many) {
                statement.setArray(i + 1, connection.createArrayOf("varchar", many.toArray()));
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
        return statement;
    }
}
