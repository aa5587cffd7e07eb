package isocenter.deploy.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/**
 * Counts wrong passwords by name: {@value #MOST} in fifteen minutes lock the name for fifteen minutes from the last of
 * them. An attempt counts from before its check until it turns out right, so that many at once gain nothing.
 */
@ApplicationScoped
class PasswordAttempts {
    static final int MOST = 10;

    private static final String LOCK = "select 1 from (select pg_advisory_xact_lock(hashtextextended(?, 0))) locked";
    private static final String STATE = """
            select count(*) as attempts,
                   count(*) filter (where at > clock_timestamp() - interval '15 minutes') as recent,
                   extract(epoch from max(at) - min(at)) <= 900 as dense,
                   ceil(extract(epoch from max(at) + interval '15 minutes' - clock_timestamp())) as seconds
            from (select at from password_attempt where name_sha256 = ? order by at desc limit\s""" + MOST + ") newest";

    /**
     * @param lockedSeconds how long no password is checked for this name; 0 when this one may be
     * @param last whether this attempt, if it is wrong, locks the name
     */
    record Attempt(long lockedSeconds, boolean last) {}

    private record State(int attempts, int recent, boolean dense, long seconds) {
        boolean locked() {
            return attempts == MOST && dense && seconds > 0;
        }
    }

    private final AccessTables tables;

    PasswordAttempts(AccessTables tables) {
        this.tables = tables;
    }

    /** Counts an attempt, unless the name is locked. */
    Attempt begin(String name) {
        String key = key(name);
        return tables.inTransaction(() -> {
            tables.find(LOCK, row -> true, key);
            State before = state(key);
            if (before.locked()) {
                return new Attempt(before.seconds, false);
            }
            tables.change("delete from password_attempt where at < clock_timestamp() - interval '30 minutes'");
            tables.change("insert into password_attempt (name_sha256) values (?)", key);
            return new Attempt(0, before.recent == MOST - 1);
        });
    }

    /** The password was right. */
    void forget(String name) {
        tables.change("delete from password_attempt where name_sha256 = ?", key(name));
    }

    private State state(String key) {
        return tables.find(
                        STATE, row -> new State(row.getInt(1), row.getInt(2), row.getBoolean(3), row.getLong(4)), key)
                .get(0);
    }

    private static String key(String name) {
        return Secret.hash(name.toLowerCase(Locale.ROOT));
    }
}
