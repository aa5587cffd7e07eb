package isocenter.ingest.dimse;

/** A pull was interrupted; what came stays, and repeating the pull goes on. */
public final class PullInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PullInterruptedException() {
        super("The pull was interrupted. What came stays; the same command goes on after it.");
    }
}
