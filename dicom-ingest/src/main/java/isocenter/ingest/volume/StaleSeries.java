package isocenter.ingest.volume;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Which series have other objects than when their volumes were assembled. */
@ApplicationScoped
class StaleSeries {
    /** A series of one frame is no volume and need not be opened: that leaves out nearly all radiographs. */
    private static final String FIND = """
            select i.series, i.fingerprint from (
                select series, encode(sha256(convert_to(
                        string_agg(id || ' ' || sha256, chr(10) order by id), 'UTF8')), 'hex') as fingerprint
                from instance group by series having sum(frames) > 1
            ) i
            left join assembled_series a on a.series = i.series
            where a.fingerprint is distinct from i.fingerprint or a.version <> ?
            order by i.series
            """;

    private final DataSource database;

    StaleSeries(DataSource database) {
        this.database = database;
    }

    /** Series to the fingerprint of what they hold now. */
    Map<String, String> find() {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setInt(1, VolumeAssembler.VERSION);
            Map<String, String> found = new LinkedHashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getString(2));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new VolumeException("the database did not answer: try again", e);
        }
    }
}
