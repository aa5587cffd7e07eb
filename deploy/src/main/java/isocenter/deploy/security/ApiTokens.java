package isocenter.deploy.security;

import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.dicomweb.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes, checks and revokes tokens. A token is 256 random bits, so its plain SHA-256 can neither be undone nor guessed.
 * Making and revoking are ledger events.
 */
@ApplicationScoped
public class ApiTokens {
    /** Roles that a token may have. */
    public static final Set<String> ROLES = Set.of(Roles.RESEARCHER, Roles.RADIOLOGIST, Roles.SERVICE);

    private static final String PREFIX = "iso_";

    private final AccessTables tables;

    ApiTokens(AccessTables tables) {
        this.tables = tables;
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
        String token = PREFIX + Secret.random();
        int made = tables.recorded(
                LedgerEntry.of("token.create", name, Map.of("role", role)),
                "insert into api_token (name, role, token_sha256) select ?, ?, ? where not exists"
                        + " (select 1 from app_user where lower(name) = lower(?)) on conflict do nothing",
                name,
                role,
                Secret.hash(token),
                name);
        if (made == 0) {
            throw new IllegalArgumentException(
                    "There is, or was, a token or user of this name; names are used once, so that the ledger stays plain");
        }
        return token;
    }

    /** Makes a token invalid from now on; false when there is no valid one of this name. */
    public boolean revoke(String name) {
        return tables.recorded(
                        LedgerEntry.of("token.revoke", name, Map.of()),
                        "update api_token set revoked = now() where name = ? and revoked is null",
                        name)
                > 0;
    }

    /**
     * All tokens, newest first.
     *
     * @throws IdentitiesUnavailableException when the database does not answer
     */
    public List<ApiToken> list() {
        return tables.find(
                "select name, role, created, revoked from api_token order by created desc, name", ApiTokens::row);
    }

    /**
     * The token that is valid and has this secret.
     *
     * @throws IdentitiesUnavailableException when the database does not answer
     */
    public Optional<ApiToken> valid(String secret) {
        return tables
                .find(
                        "select name, role, created, revoked from api_token where token_sha256 = ? and revoked is null",
                        ApiTokens::row,
                        Secret.hash(secret))
                .stream()
                .findFirst();
    }

    private static ApiToken row(ResultSet row) throws SQLException {
        return new ApiToken(
                row.getString(1),
                row.getString(2),
                row.getTimestamp(3).toInstant(),
                AccessTables.instant(row.getTimestamp(4)));
    }
}
