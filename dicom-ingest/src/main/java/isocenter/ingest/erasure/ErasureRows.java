package isocenter.ingest.erasure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code erasure} and {@code erasure_file}. */
final class ErasureRows {
    /** Any number that nothing else in this database locks. */
    private static final long LOCK = 0x49534f4552415345L;

    private ErasureRows() {}

    static void insert(RecordSession session, UUID id, String who, String reason) {
        session.update("insert into erasure (id, who, reason) values (?, ?, ?)", id, who, reason);
    }

    static void insertFiles(RecordSession session, UUID id, String place, List<String> paths) {
        session.update(
                "insert into erasure_file (erasure, place, path) select ?, ?, path from unnest(?::varchar[]) path"
                        + " on conflict do nothing",
                id,
                place,
                paths);
    }

    static List<UUID> uncompleted(RecordSession session) {
        return session.names("select id from erasure where completed is null order by at").stream()
                .map(UUID::fromString)
                .toList();
    }

    /** Until the transaction ends nobody else completes an erasure. */
    static void lock(RecordSession session) {
        session.number("select count(*) from (select pg_advisory_xact_lock(?)) held", LOCK);
    }

    /** As {@link #lock}, but false when somebody else is at it. */
    static boolean tryLock(RecordSession session) {
        return session.names("select pg_try_advisory_xact_lock(?)", LOCK).contains("t");
    }

    /** Place to paths. */
    static Map<String, List<String>> files(RecordSession session, UUID id) {
        Map<String, List<String>> files = new TreeMap<>();
        for (List<@Nullable String> row : session.rows(
                "select place, array_to_string(array_agg(path order by path), chr(10)) from erasure_file"
                        + " where erasure = ? group by place",
                id)) {
            files.put(
                    String.valueOf(row.get(0)),
                    List.of(String.valueOf(row.get(1)).split("\n", -1)));
        }
        return files;
    }

    static void complete(RecordSession session, UUID id) {
        session.update("delete from erasure_file where erasure = ?", id);
        session.update("update erasure set completed = clock_timestamp() where id = ?", id);
    }
}
