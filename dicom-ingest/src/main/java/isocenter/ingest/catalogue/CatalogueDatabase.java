package isocenter.ingest.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Runs this package's questions. */
@ApplicationScoped
class CatalogueDatabase {
    private final DataSource database;

    CatalogueDatabase(DataSource database) {
        this.database = database;
    }

    /** Makes something of the present row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @throws CatalogueUnavailableException when the database does not answer */
    <T> List<T> answer(Statement statement, Reader<T> reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
            for (int i = 0; i < statement.values().size(); i++) {
                prepared.setObject(i + 1, statement.values().get(i));
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet result = prepared.executeQuery()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new CatalogueUnavailableException(e);
        }
    }
}
