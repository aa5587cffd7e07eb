package isocenter.audit.ledger;

/** What a verification of the ledger found. */
public sealed interface Verification {
    /** Every event, hash and artefact is as it was recorded. */
    record Sound(LedgerHead head, long artefacts) implements Verification {}

    /**
     * The ledger or a file it vouches for was changed.
     *
     * @param firstBadIndex lowest index of an event that is, or may be, wrong or missing
     * @param what what differs there, without the content
     */
    record Tampered(long firstBadIndex, String what) implements Verification {}

    /** The verification could not be finished; nothing is known to be wrong. */
    record Incomplete(String what) implements Verification {}
}
