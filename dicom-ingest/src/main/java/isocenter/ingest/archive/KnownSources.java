package isocenter.ingest.archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Content that earlier runs took in. Asked once for every file and by every worker: a session and a transaction each
 * would cost more than hashing the file does.
 */
@ApplicationScoped
class KnownSources {
    private final DataSource database;

    KnownSources(DataSource database) {
        this.database = database;
    }

    /** The instance that content of this hash became in an earlier run. */
    Optional<String> instanceOf(String sourceSha256) {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select instance from source_file where sha256 = ?")) {
            query.setString(1, sourceSha256);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw StoreException.onDatabase(e);
        }
    }
}
