package isocenter.deploy.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.audit.ledger.LedgerUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** This package's statements. All throw {@link IdentitiesUnavailableException} when the database does not answer. */
@ApplicationScoped
class AccessTables {
    /** Makes something of the present row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final DataSource database;
    private final Ledger ledger;

    AccessTables(DataSource database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    <T> List<T> find(String sql, Reader<T> reader, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IdentitiesUnavailableException(e);
        }
    }

    /** Returns how many rows changed. */
    int change(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IdentitiesUnavailableException(e);
        }
    }

    /** Changes rows and, where there were any, records it in the same transaction. */
    int recorded(LedgerEntry event, String sql, Object... values) {
        return inTransaction(() -> {
            int changed = change(sql, values);
            if (changed > 0) {
                record(event);
            }
            return changed;
        });
    }

    /** Belongs to the caller's transaction; append last. */
    void record(LedgerEntry event) {
        ledger.append(List.of(event));
    }

    <T> T inTransaction(Callable<T> work) {
        try {
            return QuarkusTransaction.requiringNew().call(work);
        } catch (QuarkusTransactionException | LedgerUnavailable e) {
            throw new IdentitiesUnavailableException(e);
        }
    }

    static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
