package isocenter.pretrain.embedding;

import isocenter.ingest.dataset.DatasetMember;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The vectors' table, in batches and in the caller's transaction. */
@ApplicationScoped
class VectorRows {
    private static final int PAGE = 500;

    private final DataSource database;

    VectorRows(DataSource database) {
        this.database = database;
    }

    /** Adds the vectors of some images. */
    void insert(UUID extraction, List<DatasetMember> members, List<byte[]> vectors) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "insert into embedding (extraction, position, patient, vector) values (?, ?, ?, ?)")) {
            for (int i = 0; i < vectors.size(); i++) {
                statement.setObject(1, extraction);
                statement.setInt(2, members.get(i).index());
                statement.setString(3, members.get(i).patient());
                statement.setBytes(4, vectors.get(i));
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("The database refuses the features: see its log", e);
        }
    }

    /**
     * Deletes all vectors of a backbone.
     *
     * @return how many
     */
    long delete(String backbone) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "delete from embedding where extraction in (select id from embedding_extraction where backbone = ?)")) {
            statement.setString(1, backbone);
            return statement.executeLargeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not let features go: see its log", e);
        }
    }

    /** Takes one vector. */
    @FunctionalInterface
    interface Sink {
        void accept(int position, byte[] vector);
    }

    /** Reads all vectors of an extraction, in the order of their images. */
    void read(UUID extraction, Sink sink) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select position, vector from embedding where extraction = ? order by position")) {
            statement.setFetchSize(PAGE);
            statement.setObject(1, extraction);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sink.accept(rows.getInt(1), rows.getBytes(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The features cannot be read from the database: see its log", e);
        }
    }
}
