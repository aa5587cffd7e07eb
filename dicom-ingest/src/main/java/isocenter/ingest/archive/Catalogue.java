package isocenter.ingest.archive;

import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.util.List;
import org.hibernate.StatelessSession;

/** The rows that an ingest run reads and writes. */
@Repository
interface Catalogue {
    /** Any number that nothing else in this database locks. */
    long LOCK = 0x49534f43454e5445L;

    StatelessSession session();

    /** Until the transaction ends, no other process changes the catalogue or moves files into the store. */
    default void lock() {
        session()
                .createNativeQuery("select 1 from (select pg_advisory_xact_lock(:key)) held", Integer.class)
                .setParameter("key", LOCK)
                .getSingleResult();
    }

    /** Fixes the key of this catalogue on first use; returns the fingerprint that it was made with. */
    default String keyFingerprint(String candidate) {
        session()
                .createNativeMutationQuery("insert into pseudonym_key (fingerprint) values (:f) on conflict do nothing")
                .setParameter("f", candidate)
                .executeUpdate();
        return session()
                .createNativeQuery("select fingerprint from pseudonym_key", String.class)
                .getSingleResult();
    }

    @Query("where sha256 in :hashes")
    List<SourceFile> sources(List<String> hashes);

    @Query("where id in :ids")
    List<Instance> instances(List<String> ids);

    @Query("where pseudonym in :pseudonyms")
    List<Patient> patients(List<String> pseudonyms);

    @Query("where id in :ids")
    List<Study> studies(List<String> ids);

    @Query("where id in :ids")
    List<Series> series(List<String> ids);

    @Query("where sha256 in :hashes")
    List<ConflictingObject> conflicts(List<String> hashes);

    @Query("where id in :ids")
    List<QuarantinedObject> quarantined(List<String> ids);

    @Query("select i.sha256 from Instance i where i.sha256 in :hashes")
    List<String> instanceHashes(List<String> hashes);

    @Query("select q.heldSha256 from QuarantinedObject q where q.heldSha256 in :hashes")
    List<String> heldHashes(List<String> hashes);

    @Query("select c.sha256 from ConflictingObject c where c.sha256 in :hashes")
    List<String> conflictHashes(List<String> hashes);

    @Insert
    void addPatients(List<Patient> rows);

    @Insert
    void addStudies(List<Study> rows);

    @Insert
    void addSeries(List<Series> rows);

    @Insert
    void addInstances(List<Instance> rows);

    @Insert
    void addConflicts(List<ConflictingObject> rows);

    @Insert
    void addSources(List<SourceFile> rows);

    @Insert
    void addQuarantined(List<QuarantinedObject> rows);

    @Update
    void updatePatients(List<Patient> rows);

    @Update
    void updateSeries(List<Series> rows);

    @Update
    void updateQuarantined(List<QuarantinedObject> rows);
}
