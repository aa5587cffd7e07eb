package isocenter.deploy.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Makes, checks and revokes tokens. A token is 256 random bits, so its plain SHA-256 can neither be undone nor guessed.
 * Making and revoking are ledger events.
 */
@ApplicationScoped
public class ApiTokens {
    /** Roles that a token may have. */
    public static final Set<String> ROLES = Set.of("researcher", "radiologist", "service");

    private static final String PREFIX = "iso_";

    private final DataSource database;
    private final Ledger ledger;

    ApiTokens(DataSource database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /**
     * Makes a token and returns it. It cannot be shown again.
     *
     * @param name letters, digits, dot, underscore and hyphen; used once
     * @throws IllegalArgumentException when the name is taken or malformed, or the role is none of {@link #ROLES}
     */
    public String create(String name, String role) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("A token's name has letters, digits, '.', '_' and '-', 64 at most");
        }
        if (!ROLES.contains(role)) {
            throw new IllegalArgumentException("A token's role is researcher, radiologist or service");
        }
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        String token = PREFIX + HexFormat.of().formatHex(secret);
        int made = recorded(
                "token.create",
                name,
                Map.of("role", role),
                "insert into api_token (name, role, token_sha256) values (?, ?, ?) on conflict do nothing",
                name,
                role,
                hash(token));
        if (made == 0) {
            throw new IllegalArgumentException(
                    "There is, or was, a token of this name; names are used once, so that the ledger stays plain");
        }
        return token;
    }

    /** Makes a token invalid from now on; false when there is no valid one of this name. */
    public boolean revoke(String name) {
        return recorded(
                        "token.revoke",
                        name,
                        Map.of(),
                        "update api_token set revoked = now() where name = ? and revoked is null",
                        name)
                > 0;
    }

    /**
     * All tokens, newest first.
     *
     * @throws TokensUnavailableException when the database does not answer
     */
    public List<ApiToken> list() {
        return find("select name, role, created, revoked from api_token order by created desc, name");
    }

    /**
     * The token that is valid and has this secret.
     *
     * @throws TokensUnavailableException when the database does not answer
     */
    public Optional<ApiToken> valid(String secret) {
        return find(
                        "select name, role, created, revoked from api_token where token_sha256 = ? and revoked is null",
                        hash(secret))
                .stream()
                .findFirst();
    }

    private static String hash(String token) {
        return Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
    }

    private int recorded(String kind, String name, Map<String, Object> detail, String sql, String... values) {
        return QuarkusTransaction.requiringNew().call(() -> {
            int changed;
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, values);
                changed = statement.executeUpdate();
            }
            if (changed > 0) {
                ledger.append(List.of(LedgerEntry.of(kind, name, detail)));
            }
            return changed;
        });
    }

    private List<ApiToken> find(String sql, String... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<ApiToken> tokens = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Timestamp revoked = row.getTimestamp(4);
                    tokens.add(new ApiToken(
                            row.getString(1),
                            row.getString(2),
                            row.getTimestamp(3).toInstant(),
                            revoked == null ? null : revoked.toInstant()));
                }
            }
            return tokens;
        } catch (SQLException e) {
            throw new TokensUnavailableException(e);
        }
    }

    private static void bind(PreparedStatement statement, String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
    }
}
