package isocenter.audit.ledger;

/** Is told how far a verification has come. */
public interface VerificationListener {
    /** Hears nothing. */
    VerificationListener NONE = new VerificationListener() {};

    /** Called now and then while events are checked. */
    default void events(long done, long total) {}

    /** Called after each file that was checked; the total is not known beforehand. */
    default void artefacts(long done) {}
}
