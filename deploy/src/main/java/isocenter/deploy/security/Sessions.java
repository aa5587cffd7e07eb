package isocenter.deploy.security;

import isocenter.audit.ledger.LedgerEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens, finds and ends sessions. One ends by itself after {@link #LONGEST}, or when it was not used for an hour. */
@ApplicationScoped
class Sessions {
    static final Duration LONGEST = Duration.ofHours(12);

    private static final String ALIVE =
            "created > now() - interval '12 hours' and used > now() - interval '60 minutes'";

    private record Found(User user, boolean used) {}

    private final AccessTables tables;

    Sessions(AccessTables tables) {
        this.tables = tables;
    }

    /** Opens a session in the caller's transaction and returns its secret. */
    String open(User user) {
        String secret = Secret.random();
        tables.change("delete from user_session where not (" + ALIVE + ")");
        tables.change(
                "insert into user_session (secret_sha256, user_name) values (?, ?)", Secret.hash(secret), user.name());
        return secret;
    }

    /** Whose open session this secret is of; using it keeps it open. */
    Optional<User> user(String secret) {
        String hash = Secret.hash(secret);
        List<Found> found = tables.find(
                "select u.name, u.role, u.display_name, u.created, u.disabled, s.used > now() - interval '1 minute' as fresh"
                        + " from app_user u join (select * from user_session where secret_sha256 = ? and " + ALIVE
                        + ") s on s.user_name = u.name where u.disabled is null",
                row -> new Found(Users.row(row), row.getBoolean("fresh")),
                hash);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        // A page of images is hundreds of requests; the minute is kept, not each of them.
        if (!found.get(0).used) {
            tables.change("update user_session set used = now() where secret_sha256 = ?", hash);
        }
        return Optional.of(found.get(0).user);
    }

    /** Ends a session; one that has ended already stays ended. */
    void close(String secret) {
        tables.inTransaction(() -> {
            List<String> users = tables.find(
                    "delete from user_session where secret_sha256 = ? returning user_name",
                    row -> row.getString(1),
                    Secret.hash(secret));
            users.forEach(user -> tables.record(
                    LedgerEntry.of("session.logout", user, Map.of()).by(user)));
            return users;
        });
    }
}
