package isocenter.ingest.erasure;

import isocenter.ingest.deidentify.Pseudonyms;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Erased patients who are not to come back. What is kept of each is a keyed hash of the pseudonym: with the key, somebody
 * who stands at the door can be recognised; nobody can be read out of it.
 */
@ApplicationScoped
public class KeptOut {
    private final Pseudonyms pseudonyms;
    private final DataSource database;

    KeptOut(Pseudonyms pseudonyms, DataSource database) {
        this.pseudonyms = pseudonyms;
        this.database = database;
    }

    /**
     * Whether objects of this patient are to be passed over.
     *
     * @throws SQLException when the database does not answer
     */
    public boolean contains(String patient) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select 1 from kept_out where fingerprint = ?")) {
            query.setString(1, pseudonyms.keptOut(patient));
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    void add(RecordSession session, String patient) {
        session.update(
                "insert into kept_out (fingerprint) values (?) on conflict do nothing", pseudonyms.keptOut(patient));
    }

    /** False when the patient was not kept out. */
    boolean remove(RecordSession session, String patient) {
        return session.update("delete from kept_out where fingerprint = ?", pseudonyms.keptOut(patient)) > 0;
    }
}
