package isocenter.deploy.security;

import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.dicomweb.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes and disables users and sets their passwords; each is a ledger event. A name is used once and shared with no
 * token, so that the ledger stays plain.
 */
@ApplicationScoped
public class Users {
    /** Roles that a user may have. */
    public static final Set<String> ROLES = Set.of(Roles.ADMIN, Roles.RESEARCHER, Roles.RADIOLOGIST, Roles.AUDITOR);

    static final String COLUMNS = "name, role, display_name, created, disabled";

    private final AccessTables tables;

    Users(AccessTables tables) {
        this.tables = tables;
    }

    /**
     * Makes a user.
     *
     * @param name letters, digits, dot, underscore and hyphen
     * @param displayName how pages call the person; null for the name
     * @throws IllegalArgumentException when the name is taken or something is malformed
     */
    public void create(String name, String role, @Nullable String displayName, String password) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("A user's name has letters, digits, '.', '_' and '-', 64 at most");
        }
        if (!ROLES.contains(role)) {
            throw new IllegalArgumentException("A user's role is admin, researcher, radiologist or auditor");
        }
        String shown = displayName == null ? name : displayName.strip();
        if (shown.isEmpty() || shown.length() > 128 || shown.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A display name has 1 to 128 characters");
        }
        int made = tables.recorded(
                LedgerEntry.of("user.create", name, Map.of("role", role)),
                "insert into app_user (name, role, display_name, password_hash) select ?, ?, ?, ? where not exists"
                        + " (select 1 from api_token where lower(name) = lower(?)) on conflict do nothing",
                name,
                role,
                shown,
                Passwords.hash(Passwords.required(password)),
                name);
        if (made == 0) {
            throw new IllegalArgumentException(
                    "There is, or was, a user or token of this name; names are used once, so that the ledger stays plain");
        }
    }

    /** All users by name. */
    public List<User> list() {
        return tables.find("select " + COLUMNS + " from app_user order by lower(name)", Users::row);
    }

    /** Ends a user's sessions and lets them open no other; false when there is no enabled user of this name. */
    public boolean disable(String name) {
        return endingSessions(
                LedgerEntry.of("user.disable", name, Map.of()),
                name,
                "update app_user set disabled = now() where name = ? and disabled is null",
                name);
    }

    /**
     * Sets a password and ends the user's sessions; false when there is no enabled user of this name.
     *
     * @throws IllegalArgumentException when the password is too short
     */
    public boolean setPassword(String name, String password) {
        return endingSessions(
                LedgerEntry.of("user.password", name, Map.of()),
                name,
                "update app_user set password_hash = ? where name = ? and disabled is null",
                Passwords.hash(Passwords.required(password)),
                name);
    }

    private boolean endingSessions(LedgerEntry event, String name, String sql, Object... values) {
        return tables.inTransaction(() -> {
            boolean changed = tables.change(sql, values) > 0;
            if (changed) {
                tables.change("delete from user_session where user_name = ?", name);
                tables.record(event);
            }
            return changed;
        });
    }

    static User row(ResultSet row) throws SQLException {
        return new User(
                row.getString("name"),
                row.getString("role"),
                row.getString("display_name"),
                row.getTimestamp("created").toInstant(),
                AccessTables.instant(row.getTimestamp("disabled")));
    }
}
