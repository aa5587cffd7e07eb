package isocenter.ingest.erasure;

import java.util.List;

/**
 * A place that holds something of patients: a table, or a few that belong together, with their files. Each is a bean with
 * a {@link jakarta.annotation.Priority}; those of high priority are erased first, so a place whose rows refer to
 * another's has the higher one.
 */
public interface PatientRecords {
    /** What is counted here, in the plural, such as "images"; at most 64 characters, and no other place's. */
    String place();

    /** Keeps others from adding to this place until the transaction ends. */
    default void lock(RecordSession session) {}

    /** Adds the names by which this place knows what belongs to the patient. Called before anything is erased. */
    default void trace(RecordSession session, Traces traces) {}

    /** How much is held. */
    long count(RecordSession session, Traces traces);

    /** Why the patient cannot be erased now, and what to do about it; empty when nothing stands in the way. */
    default List<String> obstacles(RecordSession session, Traces traces) {
        return List.of();
    }

    /** Models that may have learned from the patient, which an erasure of data does not undo. */
    default List<String> learned(RecordSession session, Traces traces) {
        return List.of();
    }

    /** Removes the rows and names the files, which stay until the transaction has been committed. */
    Removed erase(RecordSession session, Traces traces);

    /**
     * Removes files, or writes them anew without the patient. Called after the commit, in a transaction of its own, and
     * again when a process died meanwhile: the same call twice does no harm, and what belongs to a row by now stays.
     *
     * @param paths {@link Removed#paths} of this place
     */
    default void settle(RecordSession session, List<String> paths) {}
}
