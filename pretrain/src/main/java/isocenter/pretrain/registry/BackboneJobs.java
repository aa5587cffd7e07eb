package isocenter.pretrain.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Finds the jobs that were asked for something of a backbone. */
@ApplicationScoped
public class BackboneJobs {
    /** A job's parameters are JSON, a recipe among them JSON within JSON. */
    private static final String NAMING = """
             and (position('"' || ? || '"' in parameters) > 0 or position('"' || ? || '\\"' in parameters) > 0)
            order by created""";

    private final DataSource database;

    BackboneJobs(DataSource database) {
        this.database = database;
    }

    /** Those that wait or are at work, each as its kind and id. */
    List<String> unfinished(String backbone) {
        return found("select kind || ' ' || id from job where state in ('QUEUED', 'RUNNING')" + NAMING, backbone);
    }

    /** The ids of those that are done, oldest first. */
    public List<String> done(String kind, String backbone) {
        return found("select id::text from job where state = 'DONE' and kind = ?" + NAMING, kind, backbone);
    }

    /** Lets nobody queue a job until the caller's transaction ends. */
    void holdQueue() {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("lock table job in share mode")) {
            statement.execute();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** @param values the last of them twice, as {@link #NAMING} wants it */
    private List<String> found(String query, String... values) {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i <= values.length; i++) {
                statement.setString(i + 1, values[Math.min(i, values.length - 1)]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
        return found;
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("The jobs cannot be read from the database: see its log", e);
    }
}
