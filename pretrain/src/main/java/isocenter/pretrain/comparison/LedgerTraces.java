package isocenter.pretrain.comparison;

import isocenter.audit.content.MerkleHash;
import isocenter.pretrain.registry.BackboneException;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What the ledger has of a backbone. Each event's leaf is computed anew from its text; that the leaves make up the tree whose
 * root was kept elsewhere is for {@code isocenter ledger verify} to say.
 */
@ApplicationScoped
class LedgerTraces {
    private static final String EVENTS = """
            select index, action, body, leaf_hash from ledger_event where subject = ? or subject = ? order by index""";

    private final DataSource database;
    private final Backbones backbones;

    LedgerTraces(DataSource database, Backbones backbones) {
        this.database = database;
        this.backbones = backbones;
    }

    /** The newest event of each kind, of the backbone and its run; and whether its weights are those it was registered with. */
    Map<String, Object> of(BackboneVersion backbone) {
        Map<String, Object> traces = new LinkedHashMap<>();
        boolean vouchedFor = false;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(EVENTS)) {
            statement.setString(1, backbone.id);
            statement.setString(2, String.valueOf(backbone.run));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String body = rows.getString(3);
                    byte[] leaf = MerkleHash.leaf(body.getBytes(StandardCharsets.UTF_8));
                    boolean sound = Arrays.equals(leaf, rows.getBytes(4));
                    vouchedFor |= sound && body.contains(backbone.weightsSha256);
                    traces.put(
                            rows.getString(2),
                            "event " + rows.getLong(1) + ", leaf "
                                    + HexFormat.of().formatHex(leaf).substring(0, 16) + (sound ? "" : ", ALTERED"));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The ledger cannot be read from the database: see its log", e);
        }
        traces.put("weights", weights(backbone, vouchedFor));
        return traces;
    }

    private String weights(BackboneVersion backbone, boolean vouchedFor) {
        if (backbone.deleted != null) {
            return "deleted";
        }
        try {
            backbones.weights(backbone);
            return vouchedFor ? "as the ledger says" : "as registered, but no event of the ledger says so";
        } catch (BackboneException e) {
            return "missing or changed";
        }
    }
}
