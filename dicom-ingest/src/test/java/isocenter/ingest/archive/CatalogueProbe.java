package isocenter.ingest.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.StatelessSession;

/** Looks into the database behind the archive's back. */
@ApplicationScoped
public class CatalogueProbe {
    @Inject
    StatelessSession session;

    @Inject
    DataSource database;

    @Transactional
    Instance instance(String id) {
        return session.get(Instance.class, id);
    }

    @Transactional
    List<Instance> instances() {
        return session.createSelectionQuery("from Instance order by id", Instance.class)
                .getResultList();
    }

    @Transactional
    Patient patient(String pseudonym) {
        return session.get(Patient.class, pseudonym);
    }

    @Transactional
    QuarantinedObject quarantined(String id) {
        return session.get(QuarantinedObject.class, id);
    }

    @Transactional
    void addQuarantined(String id) {
        session.insert(new QuarantinedObject(id, "0".repeat(64), 1, "0".repeat(32), "no codec", Instant.now()));
    }

    @Transactional
    List<String> conflictsOf(String instance) {
        return strings("select sha256 from conflicting_object where instance = '" + instance + "'");
    }

    /** The first column of every row. */
    public List<String> strings(String sql) {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
