package isocenter.ingest.dimse;

/** What became of one study of a pull. {@code study} is the pseudonymous UID, as in the catalogue. */
public sealed interface StudyOutcome {
    String study();

    /**
     * Every object came.
     *
     * @param refused of these, what the archive quarantined
     */
    record Pulled(String study, int objects, int refused) implements StudyOutcome {}

    /** It was pulled before and has not changed since: nothing was retrieved. */
    record Unchanged(String study, int objects) implements StudyOutcome {}

    /** The node has no such study. */
    record Absent(String study) implements StudyOutcome {}

    /**
     * Some objects did not come; pulling it again goes on.
     *
     * @param reason without patient data
     */
    record Incomplete(String study, String reason) implements StudyOutcome {}
}
