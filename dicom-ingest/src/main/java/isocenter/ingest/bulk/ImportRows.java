package isocenter.ingest.bulk;

import jakarta.data.Limit;
import jakarta.data.repository.Find;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.SQL;
import org.jspecify.annotations.Nullable;

/** The rows of imports; jobs are only looked at. */
@Repository
interface ImportRows {
    StatelessSession session();

    @Find
    Optional<BulkImport> find(UUID id);

    @Query("where key = :key and ended is null")
    Optional<BulkImport> unfinished(String key);

    @Query("order by created desc, id desc")
    List<BulkImport> newest(Limit limit);

    @SQL("insert into bulk_import (id, import_key, squares, sealed_roots) values (:id, :key, :squares, :roots)"
            + " on conflict (import_key) where ended is null do nothing")
    int insertUnlessUnfinished(UUID id, String key, String squares, byte[] roots);

    @Query("update BulkImport set scanJob = :job where id = :id")
    int assignScan(UUID id, UUID job);

    /** Holds the import until the transaction ends, so that chunks end one after the other. */
    @SQL("select * from bulk_import where id = :id for update")
    BulkImport lock(UUID id);

    @SQL("insert into import_chunk (import_id, number, job, files, sealed_files)"
            + " values (:id, :number, :job, :files, :sealed)")
    int insertChunk(UUID id, int number, UUID job, long files, byte[] sealed);

    @Query("update BulkImport set chunks = :chunks, files = files + :files, sealedCursor = :cursor,"
            + " cursorRoot = :root where id = :id and chunks = :chunks - 1 and ended is null")
    int advance(UUID id, int chunks, long files, byte[] cursor, int root);

    @Query("update BulkImport set scanned = true, sealedCursor = null where id = :id and ended is null")
    int scanned(UUID id);

    @Query("where key.importId = :id and key.number = :number")
    Optional<ImportChunk> chunk(UUID id, int number);

    @Query("update ImportChunk set job = :job where key.importId = :id and key.number = :number")
    int assign(UUID id, int number, UUID job);

    @Query("update ImportChunk set sealedFiles = null, done = true"
            + " where key.importId = :id and key.number = :number and sealedFiles is not null")
    int close(UUID id, int number);

    @Query("select count(this) from ImportChunk where key.importId = :id and sealedFiles is not null")
    long open(UUID id);

    @Query("select count(this) from ImportChunk where key.importId = :id and done")
    long done(UUID id);

    @Query("update BulkImport set accepted = accepted + :accepted, duplicates = duplicates + :duplicates,"
            + " conflicts = conflicts + :conflicts, quarantined = quarantined + :quarantined,"
            + " skipped = skipped + :skipped where id = :id")
    int add(UUID id, long accepted, long duplicates, long conflicts, long quarantined, long skipped);

    @SQL("insert into import_reason (import_id, reason, files) values (:id, :reason, :files)"
            + " on conflict (import_id, reason) do update set files = import_reason.files + excluded.files")
    int addReason(UUID id, String reason, long files);

    @Query("update BulkImport set ended = instant, cancelled = :cancelled, sealedRoots = null, sealedCursor = null"
            + " where id = :id and ended is null")
    int end(UUID id, boolean cancelled);

    @Query("update ImportChunk set sealedFiles = null where key.importId = :id and sealedFiles is not null")
    int forget(UUID id);

    /** Jobs of the scan and of chunks that can still run. */
    @SQL("select cast(j.id as text) from job j where j.state in ('QUEUED', 'RUNNING') and (j.id in"
            + " (select b.scan_job from bulk_import b where b.id = :id) or j.id in"
            + " (select c.job from import_chunk c where c.import_id = :id))")
    List<String> livingJobs(UUID id);

    /** Numbers of open chunks whose jobs failed or were cancelled. */
    @SQL("select c.number from import_chunk c join job j on j.id = c.job where c.import_id = :id"
            + " and c.sealed_files is not null and j.state in ('FAILED', 'CANCELLED') order by c.number")
    List<Integer> stranded(UUID id);

    /** Each row: a state, how many jobs of open chunks are in it, how many files those have behind them. */
    default List<Object[]> progress(UUID id) {
        return session()
                .createNativeQuery(
                        "select j.state, count(*), coalesce(sum(j.done), 0) from import_chunk c join job j on j.id = c.job"
                                + " where c.import_id = :id and c.sealed_files is not null group by j.state",
                        Object[].class)
                .setParameter("id", id)
                .getResultList();
    }

    /** Each row: a reason, and how many files were refused for it. */
    default List<Object[]> reasons(UUID id) {
        return session()
                .createNativeQuery(
                        "select reason, files from import_reason where import_id = :id order by reason", Object[].class)
                .setParameter("id", id)
                .getResultList();
    }

    /** Why a job of this import failed, if one did. */
    default @Nullable String failure(UUID id) {
        return session()
                .createNativeQuery(
                        "select j.error from job j where j.state = 'FAILED' and (j.id in"
                                + " (select b.scan_job from bulk_import b where b.id = :id and not b.scanned) or j.id in"
                                + " (select c.job from import_chunk c where c.import_id = :id"
                                + " and c.sealed_files is not null)) order by j.ended limit 1",
                        String.class)
                .setParameter("id", id)
                .getSingleResultOrNull();
    }
}
